package session

import (
	"cmp"
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/wording"
)

// CheckCode refuses a code that would not read back out of a reference.
func CheckCode(code string) error { return field.First(field.Code("code", code)) }

// check refuses what no session in the state s could record at whatever stage.
func (s *State) check(c Command) error {
	e, on := c.proposal()
	if e == nil {
		return checkItems(c.(Inscribe).Items)
	}
	if err := checkEvent(e); err != nil {
		return err
	}
	switch c.(type) {
	case Hold:
		return nil
	case Close:
		if on != 0 && on < s.Day() {
			return fault.New(fault.Invalid, InvalidClose, "jour", s.Day().String()).At("effet")
		}
	case FixList, DeclareTotals:
		on = s.effect(on)
	}
	return field.First(field.Day(on))
}

// checkEvent refuses what no session could ever record, naming the field by
// its stored name.
func checkEvent(e Event) error {
	switch e := e.(type) {
	case Planned:
		return checkPlanned(e)
	case Postponed:
		return field.First(field.Period("prevue", e.Expected), field.Text("motif", e.Reason), field.Source(e.Source))
	case Cancelled:
		return field.First(field.Text("motif", e.Reason), field.Source(e.Source))
	case Held:
		return field.First(checkSittings(e.Sittings), field.Text("lieu", e.Venue), field.Source(e.Source))
	case ListFixed:
		return checkListFixed(e)
	case Inscribed:
		return checkItems([]Inscribed{e})
	case TotalsDeclared:
		return checkTotals(e)
	case Closed:
		return field.First(field.Period("rapport_lu", e.Read), field.Period("rapport_amende", e.Amended), field.Period("rapport_valide", e.Validated), field.Text("valide_par", e.By), field.Source(e.Source))
	}
	return fault.New(fault.Invalid, field.Invalid).At("type")
}

func checkPlanned(e Planned) error {
	self := IDOf(e.Forum, e.Code)
	for place, other := range map[string]domain.SessionID{"valide": e.Validates, "precede": e.Precedes} {
		if other == self {
			return fault.New(fault.Invalid, field.Invalid, "lu", e.Code).At(place)
		}
	}
	if slices.Contains(e.Joint, self) || slices.ContainsFunc(e.Joint, domain.SessionID.IsZero) {
		return fault.New(fault.Invalid, field.Invalid, "lu", e.Code).At("jointe_a")
	}
	return field.First(field.Present("cadre", e.Forum), field.Code("code", e.Code), field.Text("intitule", e.Title), field.Year("exercice", e.Exercise),
		field.Text("edition", e.Edition), field.OneOf("genre", e.Kind, "", Ordinary, Extraordinary),
		field.OneOf("phase", e.Phase, "", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical),
		field.Period("prevue", e.Expected), field.Text("lieu", e.Venue), field.Source(e.Source))
}

// checkSittings: they follow each other, and each has an end, which is when
// what the session does takes effect.
func checkSittings(sittings []domain.Period) *fault.Fault {
	last := domain.Day(0)
	for _, p := range sittings {
		if p.To <= 0 || p.From > p.To || p.From != 0 && p.From < last || p.To < last {
			return fault.New(fault.Invalid, InvalidSittings).At("seances")
		}
		if f := field.Text("seances", p.Words); f != nil {
			return f
		}
		last = p.To
	}
	if last == 0 {
		return fault.New(fault.Invalid, InvalidSittings).At("seances")
	}
	return nil
}

func checkListFixed(e ListFixed) error {
	if err := field.First(field.OneOf("origine", e.Origin, ByRule, BySecretariat), field.Source(e.Source)); err != nil {
		return err
	}
	seen, places := map[domain.RecommendationID]bool{}, map[int]bool{}
	for i, item := range e.Items {
		at := "points." + strconv.Itoa(i+1)
		if f := cmp.Or(field.Present(at, item.Recommendation), field.Number(at, item.Number)); f != nil {
			return f
		}
		if seen[item.Recommendation] {
			return fault.New(fault.Invalid, RefusedListedTwice, "numero", item.Number).At(at)
		}
		if f := field.Within(at+".place", item.Place, 0, field.MaxPlace); f != nil {
			return f
		}
		if item.Place > 0 && places[item.Place] {
			return fault.New(fault.Invalid, RefusedPlaceTaken, "place", strconv.Itoa(item.Place)).At(at)
		}
		seen[item.Recommendation], places[item.Place] = true, true
	}
	return nil
}

func checkItems(items []Inscribed) error {
	for i, item := range items {
		at := "points." + strconv.Itoa(i+1) + "."
		if len(items) == 1 {
			at = ""
		}
		if f := cmp.Or(field.Present(at+"recommandation", item.Recommendation), field.Number(at+"numero", item.Number),
			field.Present(at+"suite", item.Follow), field.Within(at+"place", item.Place, 0, field.MaxPlace)); f != nil {
			return f
		}
	}
	return nil
}

// checkTotals: they say something, in counts that can be and rates that are
// rates, though nothing of them need agree.
func checkTotals(e TotalsDeclared) error {
	said := len(e.Rates) > 0 || !field.Blank(e.Words)
	for _, n := range []*int{e.Total, e.Executed, e.InProgress, e.NotDone, e.NoObject} {
		said = said || n != nil
		if n != nil && *n < 0 {
			return fault.New(fault.Invalid, InvalidTotals, "lu", strconv.Itoa(*n)).At("totaux")
		}
	}
	if !said {
		return fault.New(fault.Invalid, EmptyTotals).At("totaux")
	}
	for _, r := range e.Rates {
		if f := cmp.Or(field.Text("taux", r.Name), field.Text("taux", r.Printed)); f != nil {
			return f
		}
		if !wording.IsRate(r.Printed) {
			return fault.New(fault.Invalid, InvalidRate, "lu", field.Short(r.Printed)).At("taux")
		}
	}
	return field.First(field.Text("objet", e.Subject), field.Text("mots", e.Words), field.Source(e.Source))
}
