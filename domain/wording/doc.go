// Package wording reads what people write in the cells of a follow-up table:
// dates and échéances, états, owners, percentages and counts. It tells what is
// sure from what must be asked, and it never turns the second into the first:
// where a text allows two readings, a person chooses. It records nothing and
// knows no catalogue: what it refuses carries a code, for others to word.
//
// Every rule works on folded text (see [Fold]), so that accents, case, the
// typographic quotes of Word and the spaces of a PDF make no difference.
// French comes first; English is read where real tables use it.
package wording
