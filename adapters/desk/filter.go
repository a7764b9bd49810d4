package desk

import (
	"strconv"
	"strings"

	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Filter narrows a list. All of it may be left out.
type Filter struct {
	Forum        string `query:"cadre"`       // that made them
	Session      string `query:"session"`     // on whose list they stand
	Organization string `query:"structure"`   // that owes them, itself or one under it
	Direct       bool   `query:"directement"` // with structure: only what it owes itself
	Unowned      bool   `query:"sans_responsable"`
	Owned        bool   `query:"avec_responsable"`
	State        string `query:"etat"`
	Standing     string `query:"situation"`
	Theme        string `query:"theme"`
	Exercise     int    `query:"exercice"`      // the year in which they were made
	Carried      int    `query:"reconductions"` // carried over at least so many times
	AgeFrom      int    `query:"age_min"`       // made at least so many whole years ago
	AgeUnder     int    `query:"age_moins_de"`  // made less than so many whole years ago; 0: any
	Late         bool   `query:"en_retard"`
	Silent       bool   `query:"sans_nouvelles"`
	Dropped      bool   `query:"perdues_de_vue"`
	Moved        bool   `query:"du_nouveau"`
}

// Page is a stretch of a list. Limit 0 is no limit; Cursor is what the stretch
// before gave.
type Page struct {
	Limit  int    `query:"limite"`
	Cursor string `query:"curseur"`
}

// AtMost bounds the stretch.
func (p *Page) AtMost(rows int) {
	if p.Limit == 0 || p.Limit > rows {
		p.Limit = rows
	}
}

// Read turns what was asked into a filter and a page of the view.
func (q Narrowed) Read(v *register.View) (register.Filter, register.Page, error) {
	f := q.Filter
	out, page := register.AnyFilter(), register.Page{After: q.Cursor, Limit: q.Limit}
	for _, n := range []struct {
		value int
		place string
	}{{q.Limit, "limite"}, {f.Carried, "reconductions"}, {f.AgeFrom, "age_min"}, {f.AgeUnder, "age_moins_de"}} {
		if n.value < 0 {
			return out, page, fault.New(fault.Invalid, recommendation.InvalidField, "lu", strconv.Itoa(n.value)).At(n.place)
		}
	}
	var err error
	if f.Forum != "" {
		if out.Forum, err = v.FindForum(v.Spelled(f.Forum)); err != nil {
			return out, page, at(err, "cadre")
		}
	}
	if f.Session != "" {
		if out.Session, err = v.FindSession(v.Spelled(Typed(f.Session))); err != nil {
			return out, page, at(err, "session")
		}
	}
	if f.Organization != "" {
		if out.Organization, err = organizationIn(v, f.Organization); err != nil {
			return out, page, at(err, "structure")
		}
	}
	if f.State != "" {
		if out.State, err = anyState(f.State, "etat"); err != nil {
			return out, page, err
		}
	}
	if f.Standing != "" {
		standings := []recommendation.Standing{recommendation.Proposed, recommendation.Open, recommendation.Done, recommendation.ClosedOff, recommendation.Discarded, recommendation.Merged}
		for _, s := range standings {
			if s.String() == f.Standing {
				out.Standing = s
			}
		}
		if out.Standing == recommendation.Unknown {
			return out, page, choice(f.Standing, "situation", standings)
		}
	}
	out.Theme, out.Exercise, out.CarriedTimes, out.AgeFrom, out.AgeUnder = f.Theme, f.Exercise, f.Carried, f.AgeFrom, f.AgeUnder
	out.Late, out.Silent, out.Dropped, out.Moved, out.Direct, out.Unowned, out.Owned = f.Late, f.Silent, f.Dropped, f.Moved, f.Direct, f.Unowned, f.Owned
	return out, page, nil
}

func choice[S interface{ String() string }](read, place string, possible []S) error {
	names := make([]string, len(possible))
	for i, p := range possible {
		names[i] = p.String()
	}
	return fault.New(fault.Invalid, "option.illisible", "lu", read, "possibles", strings.Join(names, ", ")).At(place)
}
