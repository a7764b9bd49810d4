package web

import (
	"net/url"
	"slices"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/session"
	"suivi/projections/register"
)

type planPage struct {
	*head
	Forums     []choice
	Technical  []string // references of those that a political session of the forum may validate
	Kinds      []choice
	PhaseNames []choice
}

// showPlanning asks what to plan; the address may name the forum.
func showPlanning(v *visit) error {
	page := planPage{head: v.titled("Planifier une session", "Plan a session")}
	v.placed(map[string]string{"session.sans_code": "prevue", session.RefusedExists: "code"})
	err := v.look(func(r *register.View) error {
		page.Forums = forumChoices(r, v.head.T("Choisir…", "Choose…"))
		if f, err := r.FindForum(r.Spelled(page.sent().Get("cadre"))); err == nil {
			page.Technical = technicalSessions(r, f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.Kinds = []choice{{Value: string(session.Ordinary), Label: page.T("ordinaire", "ordinary")}, {Value: string(session.Extraordinary), Label: page.T("extraordinaire", "extraordinary")}}
	page.PhaseNames = []choice{
		{Value: string(domain.PhaseUnique), Label: page.T("unique : ses recommandations engagent aussitôt", "single: its recommendations bind at once")},
		{Value: string(domain.PhaseTechnical), Label: page.T("technique : elle propose, une session politique validera", "technical: it proposes, a political session will validate")},
		{Value: string(domain.PhasePolitical), Label: page.T("politique : elle valide ce qu'une session technique a proposé", "political: it validates what a technical session proposed")},
	}
	return v.show("session_nouvelle", page)
}

// technicalSessions are the last of a forum, the latest first.
func technicalSessions(r *register.View, f register.ForumIndex) (all []string) {
	for _, s := range slices.Backward(r.Order(f)) {
		if r.Session(s).Phase() == domain.PhaseTechnical && len(all) < listRows {
			all = append(all, r.SessionReference(s))
		}
	}
	return all
}

func planSession(v *visit) error {
	f := v.form
	year, err := numberOf(f, "exercice")
	if err != nil {
		return v.refuse(err, showPlanning)
	}
	c := desk.PlanSession{
		Effective: effective(f), Forum: f.Get("cadre"), Code: f.Get("code"), Expected: f.Get("prevue"), Title: f.Get("intitule"), Edition: f.Get("edition"),
		Venue: f.Get("lieu"), Kind: f.Get("genre"), Phase: f.Get("phase"), Validates: f.Get("valide"), Precedes: f.Get("precede"), Joint: separated(f.Get("jointe_a")), Exercise: year, Source: sourceOf(f),
	}
	if c.Kind == string(session.Ordinary) { // what none says
		c.Kind = ""
	}
	if c.Phase == string(domain.PhaseUnique) {
		c.Phase = ""
	}
	return v.record("", c, toSession, showPlanning)
}

// toSession is the page of the session that was recorded.
func toSession(r desk.Receipt) string { return "/sessions/" + url.PathEscape(r.Reference) }
