package desk

import (
	"errors"
	"strconv"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/session"
	"suivi/projections/register"
)

// PlanSession opens a session of a forum. Without a code it takes the year in
// which it is expected and its order in that year: 2024-1, 2024-2…
type PlanSession struct {
	Effective
	Forum     string        `json:"cadre"`
	Code      string        `json:"code,omitzero"`
	Expected  string        `json:"prevue,omitzero"` // a date, however imprecise
	Title     string        `json:"intitule,omitzero"`
	Edition   string        `json:"edition,omitzero"`
	Exercise  int           `json:"exercice,omitzero"`
	Venue     string        `json:"lieu,omitzero"`
	Kind      string        `json:"genre,omitzero"` // ordinaire, extraordinaire
	Phase     string        `json:"phase,omitzero"` // unique, technique, politique
	Validates string        `json:"valide,omitzero"`
	Precedes  string        `json:"precede,omitzero"`
	Joint     []string      `json:"jointe_a,omitempty"`
	Source    domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (PlanSession) Route() Route {
	return Route{Name: "session plan", Path: "/sessions", Announces: true}
}

func (c PlanSession) record(r *recording) (done, error) {
	for {
		e, err := c.read(r)
		if err != nil {
			return done{}, err
		}
		free := c.Code == "" && r.meta.Expected == nil
		if free {
			none := event.NoStream
			r.meta.Expected = &none
		}
		r.about.session = session.IDOf(e.Forum, e.Code)
		d, err := r.ofSession(session.Plan{On: r.planEffect(e.Expected), Planned: e}, r.t("est planifiée", "is planned"))
		if _, taken := errors.AsType[*ledger.VersionConflict](err); !free || !taken {
			return d, err
		}
		r.meta.Expected = nil // another session has just taken the code: the next one
	}
}

// planEffect is the day since which a session is planned: as given, else
// today, but no later than the session itself.
func (r *recording) planEffect(expected domain.Period) domain.Day {
	if r.on == 0 && expected.To != 0 {
		return min(r.today, expected.To)
	}
	return r.effect()
}

func (c PlanSession) read(r *recording) (e session.Planned, err error) {
	e = session.Planned{Code: c.Code, Title: c.Title, Exercise: c.Exercise, Edition: c.Edition, Venue: c.Venue, Source: c.Source}
	if _, e.Forum, err = r.forum(c.Forum); err != nil {
		return e, at(err, "cadre")
	}
	if e.Expected, err = periodAt(c.Expected, "prevue"); err != nil {
		return e, err
	}
	if e.Code == "" {
		if e.Code, err = r.nextCode(e.Forum, c.Forum, e.Expected); err != nil {
			return e, err
		}
	}
	if err := r.recall(session.Stream(session.IDOf(e.Forum, e.Code))); err != nil {
		return e, err
	}
	if e.Kind, err = oneOf(c.Kind, "genre", "", session.Ordinary, session.Extraordinary); err != nil {
		return e, err
	}
	if e.Phase, err = oneOf(c.Phase, "phase", phases...); err != nil {
		return e, err
	}
	for _, field := range []struct {
		name, place string
		into        *domain.SessionID
	}{{c.Validates, "valide", &e.Validates}, {c.Precedes, "precede", &e.Precedes}} {
		if field.name != "" {
			if *field.into, err = r.session(field.name); err != nil {
				return e, at(err, field.place)
			}
		}
	}
	if e.Joint, err = r.sessions(c.Joint, "jointe_a"); err != nil {
		return e, err
	}
	return e, r.checkValidates(e)
}

// RefusedNoTechnical is the refusal of a political session that does not say
// which technical one it validates, where one of its forum waits for that.
const RefusedNoTechnical = "session.valide_a_dire"

func (r *recording) checkValidates(e session.Planned) error {
	if e.Phase != domain.PhasePolitical || !e.Validates.IsZero() {
		return nil
	}
	return r.see(func(v *register.View) error {
		if waits, one := v.AwaitsValidation(e.Forum, session.IDOf(e.Forum, e.Code)); one {
			return fault.New(fault.Invalid, RefusedNoTechnical, "session", v.SessionReference(waits)).At("valide")
		}
		return nil
	})
}

// nextCode is the year of a session and its order among those of its forum in
// that year. The same command again finds the session that it planned.
func (r *recording) nextCode(forum domain.ForumID, name string, expected domain.Period) (string, error) {
	if expected.To == 0 {
		return "", fault.New(fault.Invalid, "session.sans_code", "cadre", name)
	}
	year := strconv.Itoa(expected.To.Year())
	for n := 1; ; n++ {
		code := year + "-" + strconv.Itoa(n)
		free := true
		for rec, err := range r.Ledger.Log.Load(r.ctx, session.Stream(session.IDOf(forum, code)), 0) {
			if err != nil {
				return "", err
			}
			if e, err := r.Ledger.Registry.Decode(rec); err == nil && e.Command == r.meta.Command {
				return code, nil
			}
			free = false
		}
		if free {
			return code, nil
		}
	}
}
