package web

import (
	"net/url"
	"strings"

	"suivi/adapters/desk"
	"suivi/domain"
	fieldrules "suivi/domain/field"
)

// sent is what the form sent, or what the address fills in.
func (h *head) sent() url.Values {
	if h.visit.form != nil {
		return h.visit.form
	}
	return h.visit.r.URL.Query()
}

// either is a value of the form that was sent, else of the address.
func (v *visit) either(name string) string { return v.head.sent().Get(name) }

// effective is the day of effect that a form gives.
func effective(sent url.Values) desk.Effective { return desk.Effective{On: told(sent, "effet")} }

// sourceOf is where a form says that it was read.
func sourceOf(sent url.Values) domain.Source {
	return domain.Source{Document: told(sent, "source.document"), Page: told(sent, "source.page")}
}

// told is a text of a form without the blanks around it.
func told(sent url.Values, name string) string { return strings.TrimSpace(sent.Get(name)) }

// separated reads a field that holds several, with commas or semicolons between
// them.
func separated(said string) []string {
	return filled(strings.FieldsFunc(said, func(r rune) bool { return r == ',' || r == ';' }))
}

// filled are the values that hold something.
func filled(values []string) []string {
	all := []string{}
	for _, value := range values {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, value)
		}
	}
	return all
}

// countOf reads a count, nil for none.
func countOf(sent url.Values, name string) (*int, error) {
	said := told(sent, name)
	if said == "" {
		return nil, nil
	}
	n, err := fieldrules.Count(name, said)
	if err != nil {
		return nil, err
	}
	return &n, nil
}

// numberOf reads a number, 0 where none is given.
func numberOf(sent url.Values, name string) (int, error) {
	n, err := countOf(sent, name)
	if n == nil {
		return 0, err
	}
	return *n, nil
}
