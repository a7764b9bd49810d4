package ledger_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"suivi/projections/audit"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// tables tells all that the tables show, so that two ledgers can be compared.
func (h *house) tables() string {
	h.t.Helper()
	var b strings.Builder
	tell := func(what any, err error) {
		told, broken := json.Marshal(what)
		if err != nil || broken != nil {
			h.t.Fatal(err, broken)
		}
		fmt.Fprintf(&b, "%s\n", told)
	}
	h.see(func(v *register.View) {
		for _, s := range v.Sessions() {
			tell(followup.Of(v, s), nil)
		}
		all, total, err := v.List(register.AnyFilter(), register.Page{})
		tell(total, err)
		for _, i := range all {
			tell(v.Describe(i), nil)
		}
		tell(audit.Of(v, register.AnyFilter(), register.Page{}))
		tell(v.DescribeForums(), nil)
		tell(v.DescribeOrganizations(), nil)
	})
	return b.String()
}

// sameTables asks that two houses show the same.
func (h *house) sameTables(other *house) {
	h.t.Helper()
	mine, theirs := strings.Split(h.tables(), "\n"), strings.Split(other.tables(), "\n")
	for i := range max(len(mine), len(theirs)) {
		if i >= len(mine) || i >= len(theirs) || mine[i] != theirs[i] {
			h.t.Fatalf("tables differ at line %d:\n%s\n%s", i, at(mine, i), at(theirs, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(none)"
}

// listsAgree asks that what each session's stream has on its list is what the
// recommendations say of it.
func (h *house) listsAgree() {
	h.t.Helper()
	h.see(func(v *register.View) {
		for _, s := range v.Sessions() {
			st, err := h.SessionState(h.t.Context(), v.SessionID(s))
			if err != nil {
				h.t.Fatal(err)
			}
			mine, theirs := map[string]bool{}, map[string]bool{}
			for _, in := range st.Inscribed {
				mine[fmt.Sprint(in.Recommendation, in.Number, in.Place)] = true
			}
			for i, l := range v.Listed(s) {
				theirs[fmt.Sprint(v.ID(i), l.Number, l.Place)] = true
			}
			if !maps.Equal(mine, theirs) {
				h.t.Errorf("session %s lists\n%v\nits recommendations say\n%v", v.SessionReference(s), mine, theirs)
			}
		}
	})
}
