package web

import (
	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/projections/register"
)

type movePage struct {
	aboutSession
	Sittings []string // as they are known, to be typed again
}

// showMove shows one of the forms that move a session.
func showMove(name, fr, en string) func(*visit) error {
	return func(v *visit) error {
		var page movePage
		err := v.seeSession(&page.aboutSession, func(r *register.View) error {
			page.Sittings = typedAgain(page.Session, r.Today())
			return nil
		})
		if err != nil {
			return err
		}
		page.titled(fr, en)
		return v.show(name, page)
	}
}

var (
	showHolding    = showMove("session_tenue", "Jours de tenue", "Days of holding")
	showPostponing = showMove("session_report", "Reporter", "Postpone")
	showCancelling = showMove("session_annulation", "Annuler", "Cancel")
)

// typedAgain are the sittings of a session as they can be typed: those
// recorded, else the one day that it was expected on, once it has come.
func typedAgain(s register.Head, today domain.Day) (all []string) {
	for _, p := range s.Sittings {
		all = append(all, glossary.Period(p, glossary.French))
	}
	if day := s.Expected.To; len(all) == 0 && day != 0 && s.Expected.From == day && day <= today {
		all = []string{glossary.Day(day, glossary.French)}
	}
	return all
}

func holdSession(v *visit) error {
	c := desk.HoldSession{Sittings: filled(v.form["seances"]), Venue: v.form.Get("lieu"), Source: sourceOf(v.form)}
	return v.record(v.sessionReference(), c, toSession, showHolding)
}

func postponeSession(v *visit) error {
	c := desk.PostponeSession{Effective: effective(v.form), Expected: v.form.Get("prevue"), Reason: v.form.Get("motif"), Source: sourceOf(v.form)}
	return v.record(v.sessionReference(), c, toSession, showPostponing)
}

func cancelSession(v *visit) error {
	c := desk.CancelSession{Effective: effective(v.form), Reason: v.form.Get("motif"), Source: sourceOf(v.form)}
	return v.record(v.sessionReference(), c, toSession, showCancelling)
}
