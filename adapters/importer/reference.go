package importer

import (
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// RefusedUnknownReference: no recommendation has that reference.
const RefusedUnknownReference = "import.reference_inconnue"

// find gives the recommendation that a cell names by a reference, as people
// type it ("CC-CPS-SCI.2023-1.3") or read it ("CC-CPS-SCI 2023/1, n° 3"). The
// forum may be left out where the row names it.
func (r *run) find(it *item, column, ref string) (id domain.RecommendationID, err error) {
	typed := typedReference(ref)
	if f := it.get("cadre"); f != "" && strings.Count(typed, ".") == 1 {
		typed = f + "." + typed
	}
	if err := r.waits("rec " + wording.Fold(typed)); err != nil {
		return id, err
	}
	err = r.see(func(v *register.View) error {
		i, err := v.Find(typed)
		if err == nil {
			id = v.ID(i)
		}
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		if parts := strings.SplitN(typed, ".", 3); len(parts) == 3 {
			if waits := r.waits("session " + wording.Fold(parts[0]+"."+parts[1])); waits != nil {
				return id, waits
			}
		}
		err = fault.New(fault.NotFound, RefusedUnknownReference, "lu", ref).At(column)
	}
	return id, err
}

// typedReference turns a reference as pages show it into the one that is typed.
func typedReference(ref string) string {
	before, number, shown := strings.Cut(ref, ", n° ")
	f, code, spaced := strings.Cut(before, " ")
	if !shown || !spaced {
		return strings.TrimSpace(ref)
	}
	return f + "." + strings.ReplaceAll(strings.TrimSpace(code), "/", "-") + "." + strings.TrimSpace(number)
}

// listedKeys are the names under which later rows may speak of what a row of a
// list records.
func (r *run) listedKeys(m *meeting, it *item) []string {
	if it.kind != Recommendations {
		return nil
	}
	number := it.get("numero")
	if number == "" {
		number = "p" + itoa(m.places[it])
	}
	return []string{"rec " + wording.Fold(m.reference()+"."+number)}
}
