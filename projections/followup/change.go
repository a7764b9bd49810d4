package followup

import (
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Change is what a row of a closed table would read had all that is known
// today been known at the close. What took effect after the close is none.
type Change struct {
	Number string       `json:"numero"` // none: of the session itself
	Field  string       `json:"champ"`
	Closed string       `json:"a_la_cloture"`
	Now    string       `json:"aujourd_hui"`
	State  domain.State `json:"-"`
}

// Since lists what would read otherwise had all that is known today been known
// at the close: of the rows alone that anything was recorded of since.
func (k Sketch) Since() []Change {
	if !k.AsClosed {
		return nil
	}
	rewritten := k.asked.SinceClose(k.of)
	if !rewritten.Any(k.recommendations) {
		return nil
	}
	return k.asked.Remembered(k.of, "since", func() any {
		now := sketch(k.asked.At(k.asked.Session(k.of).ClosedOn), k.of)
		now.outline, now.Session = outlineOf(now.view, k.of), k.asked.Head(k.of)
		return changes(k.only(rewritten.Touches), now.only(rewritten.Touches))
	}, func(_ any, i register.RecommendationIndex) bool { return !rewritten.Touches(i) }).([]Change)
}

// recommendations are those of the rows and of the list made.
func (k Sketch) recommendations(yield func(register.RecommendationIndex) bool) {
	for _, r := range k.rows {
		if !yield(r.due.Recommendation) {
			return
		}
	}
	for _, m := range k.made {
		if !yield(m.recommendation) {
			return
		}
	}
}

// changes lists what differs between a table as closed and the same today, of
// the session first.
func changes(closed, now Table) []Change {
	var all []Change
	add := func(number, field, was, is string) {
		if was != is {
			all = append(all, Change{Number: number, Field: field, Closed: was, Now: is})
		}
	}
	was, is := closed.Session, now.Session
	add("", "intitule", was.Title, is.Title)
	add("", "edition", was.Edition, is.Edition)
	add("", "exercice", yearOf(was), yearOf(is))
	add("", "phase", string(was.Phase), string(is.Phase))
	add("", "seances", glossary.Periods(was.Sittings, glossary.French), glossary.Periods(is.Sittings, glossary.French))
	add("", "lieu", was.Venue, is.Venue)
	today := map[register.RecommendationIndex]Row{}
	for _, r := range now.Rows {
		today[r.due.Recommendation] = r
	}
	for _, r := range closed.Rows {
		n, still := today[r.due.Recommendation]
		if !still {
			add(r.Number, "ligne", r.Item.Text, "")
			continue
		}
		delete(today, r.due.Recommendation)
		add(r.Number, "numero", r.Number, n.Number)
		add(r.Number, "texte", r.Item.Text, n.Item.Text)
		add(r.Number, "responsables", ownersOf(r.Item), ownersOf(n.Item))
		add(r.Number, "echeance", dueOf(r.Item), dueOf(n.Item))
		add(r.Number, "etat_retenu", r.State.String(), n.State.String())
		add(r.Number, "classee", r.Classed, n.Classed)
		add(r.Number, "constat", r.Words, n.Words)
		add(r.Number, "observation", r.Observation, n.Observation)
		add(r.Number, "reconduite_sous", r.CarriedOver, n.CarriedOver)
	}
	for _, r := range now.Rows {
		if _, new := today[r.due.Recommendation]; new {
			add(r.Number, "ligne", "", r.Item.Text)
		}
	}
	madeNow := map[register.RecommendationIndex]MadeRow{}
	for _, m := range now.Made {
		madeNow[m.recommendation] = m
	}
	for _, m := range closed.Made {
		n, still := madeNow[m.recommendation]
		add(numberOf(m), "liste_faite", numberOf(m), numberOf(n))
		if still {
			add(numberOf(m), "texte_fait", m.Item.Text, n.Item.Text)
			add(numberOf(m), "responsables_faits", ownersOf(m.Item), ownersOf(n.Item))
			add(numberOf(m), "echeance_faite", dueOf(m.Item), dueOf(n.Item))
		}
		delete(madeNow, m.recommendation)
	}
	for _, m := range now.Made {
		if _, new := madeNow[m.recommendation]; new {
			add(numberOf(m), "liste_faite", "", numberOf(m))
		}
	}
	return all
}

// yearOf is the year that a session belongs to, empty for none.
func yearOf(s register.Head) string {
	if s.Exercise == 0 {
		return ""
	}
	return strconv.Itoa(s.Exercise)
}

// numberOf is the numéro of a line of the list made, empty for no line.
func numberOf(m MadeRow) string {
	if m.Place == 0 {
		return ""
	}
	return register.NumberOf(recommendation.Listing{Number: m.Number, Place: m.Place})
}

func ownersOf(i register.Item) string {
	names := make([]string, len(i.Owners))
	for k, o := range i.Owners {
		names[k] = o.Path
	}
	return strings.Join(names, ", ")
}

func dueOf(i register.Item) string {
	if i.Due.Words != "" || i.Due.From == i.Due.To {
		return strings.TrimSpace(i.Due.Words + " " + i.Due.To.String())
	}
	return i.Due.From.String() + " – " + i.Due.To.String()
}
