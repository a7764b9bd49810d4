package web

import (
	"cmp"
	"errors"
	"net/url"
	"strconv"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// chosen is one thing that a list is narrowed by, in words, and the address of
// the same list without it.
type chosen struct {
	Name, Said, Without string
}

// narrowing is the form that narrows a list, and what is chosen.
type narrowing struct {
	Words  []field // the one for words, where the list is searched
	Fields []field
	Ticks  []field
	Chosen []chosen
	Open   bool // shown whole
	// More are the questions that the form keeps and does not ask.
	More []struct{ Name, Value string }
}

// narrowed reads a filter as the API names it.
func narrowed(q url.Values) (n desk.Narrowed, err error) {
	number := func(name string) int {
		n, bad := numberOf(q, name)
		err = cmp.Or(err, bad)
		return n
	}
	is := func(name string) bool { return q.Get(name) != "" }
	n.Filter = desk.Filter{
		Forum: q.Get("cadre"), Session: q.Get("session"), Organization: q.Get("structure"), State: q.Get("etat"), Standing: q.Get("situation"), Theme: q.Get("theme"),
		Exercise: number("exercice"), Carried: number("reconductions"), AgeFrom: number("age_min"), AgeUnder: number("age_moins_de"),
		Direct: is("directement"), Unowned: is("sans_responsable"), Owned: is("avec_responsable"), Late: is("en_retard"), Silent: is("sans_nouvelles"), Dropped: is("perdues_de_vue"), Moved: is("du_nouveau"),
	}
	n.Page = desk.Page{Limit: listRows, Cursor: q.Get("curseur")}
	return n, err
}

// narrowing asks for what the address says, with the view's own forums to
// choose from.
func (h *head) narrowing(r *register.View) narrowing {
	var states, standings []string
	for _, s := range domain.States() {
		states = append(states, s.String())
	}
	for _, s := range []recommendation.Standing{recommendation.Open, recommendation.Done, recommendation.ClosedOff, recommendation.Proposed, recommendation.Discarded, recommendation.Merged} {
		standings = append(standings, s.String())
	}
	n := narrowing{
		Fields: []field{
			h.forumField(r),
			h.Field("structure", "Structure", "Organization"),
			h.Field("etat", "État", "State").From(wordChoices(h, h.T("tous", "all"), states...)),
			h.Field("situation", "Situation", "Standing").From(wordChoices(h, h.T("toutes", "all"), standings...)),
			h.Field("exercice", "Année", "Year"),
			h.Field("theme", "Thème", "Theme"),
			h.Field("reconductions", "Reconduites au moins (fois)", "Carried over at least (times)"),
		},
		Ticks: []field{
			h.Field("en_retard", "En retard", "Late").As("tick"),
			h.Field("sans_nouvelles", "Sans nouvelles", "Silent").As("tick"),
			h.Field("perdues_de_vue", "Perdues de vue", "Dropped").As("tick"),
			h.Field("du_nouveau", "Du nouveau depuis la dernière session", "News since the last session").As("tick"),
		},
		More: h.Kept("q", "cadre", "structure", "etat", "situation", "exercice", "theme", "reconductions", "en_retard", "sans_nouvelles", "perdues_de_vue", "du_nouveau", "curseur"),
	}
	n.Chosen = h.chosen(r)
	n.Open = h.Misread != "" || len(n.Chosen) == 0 && len(h.marked) == 0
	return n
}

// chosen says in words what the address narrows the list by.
func (h *head) chosen(r *register.View) (all []chosen) {
	q := h.visit.r.URL.Query()
	say := func(name, said string) {
		if q.Get(name) != "" {
			all = append(all, chosen{name, said, h.with(name, "", "curseur", "")})
		}
	}
	years := func(name string) string {
		n, _ := strconv.Atoi(q.Get(name)) // what is no number is refused elsewhere
		return h.Plural(n, "an", "ans", "year", "years")
	}
	forum := q.Get("cadre")
	if f, err := r.FindForum(r.Spelled(forum)); err == nil {
		forum = r.Forum(f).Name
	}
	structure := q.Get("structure")
	if o, err := r.FindOrganization(structure); err == nil {
		structure = r.Path(o)
	}
	say("cadre", h.T("cadre : %s", "forum: %s", forum))
	say("session", h.T("sur la liste de la session %s", "on the list of the session %s", h.Reference(q.Get("session"))))
	say("structure", h.T("dues par %s", "owed by %s", structure))
	say("directement", h.T("par elle-même seulement", "by itself only"))
	say("sans_responsable", h.T("sans structure responsable", "without an owner"))
	say("avec_responsable", h.T("dues par une structure au moins", "owed by at least one organization"))
	say("etat", h.T("état : %s", "state: %s", h.Word(q.Get("etat"))))
	say("situation", h.T("situation : %s", "standing: %s", h.Word(q.Get("situation"))))
	say("exercice", h.T("formulées en %s", "made in %s", q.Get("exercice")))
	say("age_min", h.T("formulées il y a au moins %s", "made at least %s ago", years("age_min")))
	say("age_moins_de", h.T("formulées il y a moins de %s", "made less than %s ago", years("age_moins_de")))
	say("theme", h.T("thème : %s", "theme: %s", q.Get("theme")))
	say("en_retard", h.T("en retard", "late"))
	say("sans_nouvelles", h.T("sans nouvelles", "silent"))
	say("perdues_de_vue", h.T("perdues de vue", "dropped"))
	say("du_nouveau", h.T("avec du nouveau depuis la dernière session", "with news since the last session"))
	say("reconductions", h.T("reconduites au moins %s fois", "carried over at least %s times", q.Get("reconductions")))
	return all
}

// misread notes what of the address cannot be read, to be said beside its
// field; any other error is given back.
func (v *visit) misread(err error) error {
	f, is := errors.AsType[*fault.Fault](err)
	if !is || f.Place == "" || f.Place == "curseur" || f.Kind != fault.Invalid && f.Kind != fault.NotFound {
		return err
	}
	v.status = statusOf(f)
	v.head.fault, v.head.Misread = f, v.explain(f)
	return nil
}
