package importer

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// A listed item is what the ledger already holds of a session's list.
type listed struct {
	id      domain.RecommendationID
	listing recommendation.Listing
	fact    recommendation.Fact  // that put it there
	before  recommendation.State // as it stood until then
	text    string               // as it stood there
	taken   bool                 // by a row of the file
}

// matchList tells which row of a session's list is which item that the ledger
// holds: the one carried over or validated by its reference; else by numéro and
// text, by text alone (its numéro changed), by numéro alone (its text did), and
// for bullets by place where the texts are alike. The others are new, and take
// the place of their order in the file where it is free.
func (r *run) matchList(m *meeting) error {
	m.matched, m.places = map[*item]*listed{}, map[*item]int{}
	rows := m.rows[Recommendations]
	if len(rows) == 0 {
		return nil
	}
	held, err := r.listOf(m)
	if err != nil {
		return err
	}
	rank := map[*item]int{}
	for _, it := range rows {
		if it.get("ecarte") == "" {
			rank[it] = len(rank) + 1
		}
	}
	rules := []func(it *item, l *listed) bool{
		func(it *item, l *listed) bool { return r.named(it) == l.id },
		func(it *item, l *listed) bool {
			return it.get("numero") == l.listing.Number && sameText(it.get("texte"), l.text)
		},
		func(it *item, l *listed) bool { return sameText(it.get("texte"), l.text) },
		func(it *item, l *listed) bool { return it.get("numero") != "" && it.get("numero") == l.listing.Number },
		func(it *item, l *listed) bool {
			return it.get("numero") == "" && l.listing.Number == "" && rank[it] == l.listing.Place && alike(it.get("texte"), l.text)
		},
	}
	for _, is := range rules {
		for _, it := range rows {
			if rank[it] == 0 || m.matched[it] != nil {
				continue
			}
			if i := slices.IndexFunc(held, func(l *listed) bool { return !l.taken && is(it, l) }); i >= 0 {
				m.matched[it], held[i].taken = held[i], true
			}
		}
	}
	tellAbsent(m, rows, held)
	return r.placeRows(m, rows, rank, held)
}

// tellAbsent notes what the ledger holds of a list that a file gives again, and
// that the file lacks: a file may hold a part, so that nothing is taken away.
func tellAbsent(m *meeting, rows []*item, held []*listed) {
	if len(m.matched) == 0 {
		return
	}
	for _, l := range held {
		if !l.taken {
			rows[0].row.notice("import.note.absente", "reference", m.reference()+"."+register.NumberOf(l.listing))
		}
	}
}

// placeRows gives a place to the rows that are new.
func (r *run) placeRows(m *meeting, rows []*item, rank map[*item]int, held []*listed) error {
	used, next := map[int]bool{}, 1
	for _, l := range held {
		used[l.listing.Place] = true
		next = max(next, l.listing.Place+1)
	}
	for _, it := range rows {
		if rank[it] == 0 || m.matched[it] != nil {
			continue
		}
		at := rank[it]
		if used[at] {
			at = next
		}
		used[at], m.places[it] = true, at
		next = max(next, at+1)
	}
	return nil
}

// named gives the recommendation that a row says it carries over or validates,
// zero where it says none, or one that is not known.
func (r *run) named(it *item) domain.RecommendationID {
	for _, column := range []string{"reprend", "valide"} {
		if ref := it.get(column); ref != "" && !isNew(ref) {
			if id, err := r.find(it, column, ref); err == nil {
				return id
			}
		}
	}
	return domain.RecommendationID{}
}

// isNew reports whether a cell reprend says that the row carries nothing over.
func isNew(cell string) bool {
	switch wording.Fold(cell) {
	case "nouvelle", "nouveau", "non":
		return true
	}
	return false
}

// listOf gives what the ledger holds of the list that a session made, in order.
func (r *run) listOf(m *meeting) (held []*listed, err error) {
	err = r.see(func(v *register.View) error {
		s, err := v.FindSession(m.id.String())
		if err != nil {
			return nil // not recorded yet
		}
		for i, l := range v.Listed(s) {
			held = append(held, listedAt(v, i, l))
		}
		slices.SortFunc(held, func(a, b *listed) int { return a.listing.Place - b.listing.Place })
		return nil
	})
	return held, err
}

func listedAt(v *register.View, i register.RecommendationIndex, l recommendation.Listing) *listed {
	entry := &listed{id: v.ID(i), listing: l}
	facts := v.Facts(i)
	for n, f := range facts {
		text := ""
		switch e := f.Event.(type) {
		case recommendation.Formulated:
			if e.Session != l.Session {
				continue
			}
			text = e.Text
		case recommendation.CarriedOver:
			if e.Session != l.Session {
				continue
			}
			text = e.Text
		case recommendation.Validated:
			if e.Session != l.Session {
				continue
			}
			text = e.Text
		default:
			continue
		}
		entry.fact, entry.before = f, recommendation.Fold(facts[:n])
		if entry.text = text; text == "" {
			entry.text = entry.before.Text
		}
	}
	return entry
}

// textKey is the form in which texts are compared: without the bullet before
// them or the mark after, which are of the list and not of the text.
func textKey(s string) string {
	return strings.Trim(wording.Fold(s), " -*•●➢✓❖·.;,:")
}

func sameText(a, b string) bool { return a != "" && textKey(a) == textKey(b) }

// alike reports whether two texts share most of their words.
func alike(a, b string) bool {
	wa, wb := wording.Words(a), wording.Words(b)
	shared := 0
	for _, w := range wa {
		if slices.Contains(wb, w) {
			shared++
		}
	}
	return 2*shared >= max(len(wa), len(wb))
}
