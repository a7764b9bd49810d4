// Package domain is the vocabulary of the ledger: typed identities, days of a
// given precision, états, references. It records nothing and decides nothing;
// its sub-packages do.
package domain
