package projectiontest_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"suivi/domain/recommendation"
	"suivi/projections/owing"
	"suivi/projections/register"
)

// TestALevelOfTheTreeIsAPartOfIt: whether it fits on a page or is opened level
// by level, the tree has the same rows.
func TestALevelOfTheTreeIsAPartOfIt(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, f := range append(v.ForumsByCode(), register.None) {
			whole, err := owing.Of(v, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, limit := range []int{1, 2, 3, 100} {
				if got := opened(t, v, f, register.None, 0, limit, whole); !slices.Equal(got, whole.Rows) {
					t.Fatalf("%d a page: %+v, want %+v", limit, got, whole.Rows)
				}
			}
		}
	})
}

// opened follows every cursor, and opens every row that shows less than all.
func opened(t *rapid.T, v *register.View, f register.ForumIndex, above register.OrganizationIndex, depth, limit int, whole owing.Table) (rows []owing.Row) {
	for p := (register.Page{Limit: limit}); ; {
		l, err := owing.LevelOf(v, f, above, p)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Rows) > limit || l.Sum != whole.Sum || l.Open != whole.Open || l.Distinct != whole.Distinct {
			t.Fatalf("%+v, of %+v", l, whole)
		}
		for k, row := range l.Rows {
			row.Depth += depth
			rows = append(rows, row)
			if l.Under[k] > 0 {
				o, err := v.FindOrganization(row.Code)
				if err != nil {
					t.Fatal(err)
				}
				rows = append(rows, opened(t, v, f, o, row.Depth+1, limit, whole)...)
			}
		}
		if p.After = l.Next; l.Next == "" {
			return rows
		}
	}
}

// TestASheetHoldsWhatItsStructureOwesOnce: its own first, as many as the table
// says, and what moved is what has news.
func TestASheetHoldsWhatItsStructureOwesOnce(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		for _, f := range append(v.ForumsByCode(), register.None) {
			table, err := owing.Of(v, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range table.Rows {
				o, err := v.FindOrganization(row.Code)
				if err != nil {
					t.Fatal(err)
				}
				var lines []owing.Line
				for p := (register.Page{Limit: 2}); ; {
					s, err := owing.SheetOf(v, f, o, p)
					if err != nil {
						t.Fatal(err)
					}
					lines = append(lines, s.Lines...)
					if p.After = s.Next; s.Next == "" {
						break
					}
				}
				checkSheet(t, row, lines)
			}
		}
	})
}

func checkSheet(t *rapid.T, row owing.Row, lines []owing.Line) {
	seen, own, moved, late := map[string]bool{}, 0, 0, 0
	for k, l := range lines {
		seen[l.Item.ID.String()] = true
		if l.By.Code == row.Code {
			if own++; own != k+1 {
				t.Fatalf("%s: its own do not come first", row.Code)
			}
		}
		if len(l.New) > 0 {
			moved++
		}
		if l.Item.Late {
			late++
		}
		if l.Item.Standing != recommendation.Open {
			t.Fatalf("%s owes %s, which is not open", row.Code, l.Item.Reference)
		}
	}
	if len(seen) != row.Total || len(lines) != row.Total || own != row.Own || moved != row.Moved || late != row.Late {
		t.Fatalf("%d lines of %d, %d own, %d with news, %d late, want %+v", len(lines), len(seen), own, moved, late, row)
	}
}
