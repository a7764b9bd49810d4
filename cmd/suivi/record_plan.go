package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/session"
)

type planFlags struct {
	date, phase, validates, precedes string
	extraordinary                    bool
	joint                            []string
	source                           sourceFlags
}

func (a *app) sessionPlan() *cobra.Command {
	var e session.Planned
	var f planFlags
	c := &cobra.Command{
		Use: a.t("plan CADRE[.CODE]", "plan FORUM[.CODE]"), Args: cobra.ExactArgs(1),
		Short:   a.t("ouvre une session d'un cadre", "opens a session of a forum"),
		Long:    a.t("Sans code, la session prend l'année de --date et son ordre dans l'année : 2024-1, 2024-2…", "Without a code, the session takes the year of --date and its order in the year: 2024-1, 2024-2…"),
		Example: "  suivi session plan CC-CPS-SCI --date \"janvier 2024\"\n  suivi session plan CREDD.2023-P --phase politique --validates CREDD.2023-T --edition \"22ème Revue\" --date \"juin 2023\"",
	}
	o := c.Flags()
	o.StringVar(&f.date, "date", "", a.t("`DATE` prévue, même imprécise", "expected `DATE`, however imprecise"))
	o.StringVar(&e.Title, "title", "", a.t("`INTITULÉ`", "`TITLE`"))
	o.StringVar(&e.Edition, "edition", "", a.t("`ÉDITION` : « 22ème Revue »", "`EDITION`: \"22ème Revue\""))
	o.IntVar(&e.Exercise, "exercise", 0, a.t("exercice : l'`ANNÉE` dont elle relève", "the `YEAR` that it belongs to"))
	o.StringVar(&e.Venue, "venue", "", a.t("`LIEU`", "`VENUE`"))
	o.BoolVar(&f.extraordinary, "extraordinary", false, a.t("session extraordinaire : sa liste ne passe pas à la suivante", "extraordinary: its list is not handed on to the next"))
	o.StringVar(&f.phase, "phase", "", a.t("`PHASE` : unique, technique, politique", "`PHASE`: unique, technique, politique"))
	o.StringVar(&f.validates, "validates", "", a.t("`SESSION` technique dont celle-ci, politique, reprend les propositions", "technical `SESSION` whose proposals this political one takes up"))
	o.StringVar(&f.precedes, "precedes", "", a.t("pour une date inconnue : `SESSION` avant laquelle elle s'est tenue", "where the date is unknown: `SESSION` before which it was held"))
	o.StringArrayVar(&f.joint, "joint", nil, a.t("`SESSION` d'un autre cadre tenue avec elle (répétable)", "`SESSION` of another forum held with it (repeatable)"))
	a.sourceOptions(c, &f.source)
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		id, err := r.readPlan(args[0], &e, &f)
		if err != nil {
			return recorded{}, err
		}
		return r.onSession(id, session.Plan{On: r.planEffect(e.Expected), Planned: e}, a.t("est planifiée", "is planned"))
	})
}

// planEffect is the day since which a session is planned: as given, else
// today, but no later than the session itself.
func (r *recording) planEffect(expected domain.Period) domain.Day {
	if r.on == 0 && expected.To != 0 {
		return min(r.today, expected.To)
	}
	return r.effect()
}

func (r *recording) readPlan(name string, e *session.Planned, f *planFlags) (id domain.SessionID, err error) {
	forumCode, code, _ := strings.Cut(typed(name), ".")
	_, forumID, err := r.forum(forumCode)
	if err != nil {
		return id, err
	}
	e.Forum, e.Code, e.Source = forumID, code, f.source.read()
	if e.Expected, err = periodAt(f.date, "--date"); err != nil {
		return id, err
	}
	if e.Code == "" {
		if e.Code, err = r.nextCode(forumID, forumCode, e.Expected); err != nil {
			return id, err
		}
	}
	if f.extraordinary {
		e.Kind = session.Extraordinary
	}
	if e.Phase, err = oneOf(f.phase, "--phase", "", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical); err != nil {
		return id, err
	}
	for _, field := range []struct {
		name, place string
		into        *domain.SessionID
	}{{f.validates, "--validates", &e.Validates}, {f.precedes, "--precedes", &e.Precedes}} {
		if field.name != "" {
			if *field.into, err = r.session(field.name); err != nil {
				return id, at(err, field.place)
			}
		}
	}
	e.Joint, err = r.sessions(f.joint, "--joint")
	return session.IDOf(e.Forum, e.Code), err
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
		for rec, err := range r.log.Load(r.ctx, session.Stream(session.IDOf(forum, code)), 0) {
			if err != nil {
				return "", err
			}
			if e, err := r.registry.Decode(rec); err == nil && e.Command == r.meta.Command {
				return code, nil
			}
			free = false
		}
		if free {
			return code, nil
		}
	}
}
