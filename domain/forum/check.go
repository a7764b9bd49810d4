package forum

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// maxLists is how many earlier lists a rule may take up at most.
const maxLists = 10

// check refuses what no forum could ever record, naming the field by its
// stored name.
func check(e Event, on domain.Day) error {
	if f := field.Day(on); f != nil {
		return f
	}
	switch e := e.(type) {
	case Created:
		return field.First(field.Code("code", e.Code), field.Required("nom", e.Name), field.Text("genre", e.Kind), field.Source(e.Source))
	case Renamed:
		return field.First(field.Required("nom", e.Name), field.Source(e.Source))
	case Reparented:
		return field.First(field.Source(e.Source))
	case SecretariatNamed:
		return field.First(field.Text("mots", e.Words), field.Source(e.Source))
	case LeadNamed:
		return field.First(field.Year("annee", e.Year), field.Text("mots", e.Words), field.Source(e.Source))
	case RuleSet:
		return field.First(checkRule(e.Rule))
	}
	return fault.New(fault.Invalid, field.Invalid).At("type")
}

func checkRule(r Rule) *fault.Fault {
	switch r.Examines {
	case "", PreviousLists, AllOpen, Nothing:
	default:
		return invalidRule("examine", string(r.Examines))
	}
	switch r.Word {
	case "", WordOfSession, WordOfOwners:
	default:
		return invalidRule("parole_retenue", string(r.Word))
	}
	if r.Lists < 0 || r.Lists > maxLists {
		return fault.New(fault.Invalid, InvalidRule).At("listes")
	}
	return cmp.Or(field.Text("periodicite", r.Periodicity), field.Text("theme", r.Theme), field.Source(r.Source),
		checkNamed("cadres", r.Forums), checkNamed("reconduction_par", r.CarriedOverBy))
}

func invalidRule(place, read string) *fault.Fault {
	f := field.OneOf(place, read)
	return fault.New(fault.Invalid, InvalidRule, "lu", f.Args["lu"]).At(place)
}

// checkNamed refuses a forum named twice, and one that is none.
func checkNamed(place string, forums []domain.ForumID) *fault.Fault {
	for i, id := range forums {
		if id.IsZero() || slices.Contains(forums[:i], id) {
			return fault.New(fault.Invalid, field.Invalid, "lu", id.String()).At(place)
		}
	}
	return nil
}
