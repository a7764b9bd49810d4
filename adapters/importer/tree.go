package importer

import "slices"

// upperFirst orders rows so that a row comes after the first row of each code
// that its columns name, and after earlier rows of its own code. Rows in a circle, and those that
// hang on them, have no such order.
func upperFirst(items []*item, columns ...string) (ordered, circle []*item) {
	pending := map[string]bool{}
	for _, it := range items {
		pending[it.get("code")] = true
	}
	for left := slices.Clone(items); len(left) > 0; {
		var later []*item
		held := map[string]bool{}
		for _, it := range left {
			code := it.get("code")
			blocked := held[code] || slices.ContainsFunc(columns, func(c string) bool {
				above := it.get(c)
				return above != "" && above != code && pending[above]
			})
			if blocked {
				held[code] = true
				later = append(later, it)
				continue
			}
			ordered = append(ordered, it)
			pending[code] = false
		}
		if len(later) == len(left) {
			return ordered, later
		}
		left = later
	}
	return ordered, nil
}

// RefusedCircle: two lines of a tree, each above the other.
const RefusedCircle = "import.parente_en_cercle"

func (r *run) refuseCircle(circle []*item, kind string) error {
	for _, it := range circle {
		code := it.get("code")
		if err := r.do(it.row, []string{kind + code}, func() error { return invalid("parent", RefusedCircle, "code", code) }); err != nil {
			return err
		}
	}
	return nil
}
