package web

import (
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// forumSessions is how many sessions the page of a forum shows.
const forumSessions = 20

type forumPage struct {
	*head
	Row         register.ForumRow
	Above       []crumb // itself last
	Under       []keptRow
	Names       []dated[forum.Renamed]
	Secretariat *dated[forum.SecretariatNamed]
	Rules       []dated[forum.Rule]
	Sessions    []register.Head
	All, Open   number
	codes       func(domain.ForumID) string
}

// dated is what holds from a day on.
type dated[T any] struct {
	From domain.Day
	What T
}

func showForum(v *visit) error {
	page := forumPage{head: v.head}
	err := v.look(func(r *register.View) error {
		f, err := r.FindForum(r.Spelled(v.param("code")))
		if err != nil {
			return err
		}
		page.Row = r.DescribeForum(f)
		page.Title = page.Row.Code + " – " + page.Row.Name
		page.Above = v.head.forumsAbove(r, f)
		for i, n := range forumTree(r).Of[f] {
			if i == treeRows {
				break
			}
			page.Under = append(page.Under, v.head.forumRow(r, node[register.ForumIndex]{At: n}, 0))
		}
		numbers := v.head.forumRow(r, node[register.ForumIndex]{At: f}, sessionsOf(r)[f])
		page.All, page.Open = numbers.Sessions, numbers.Open
		page.Sessions = lastSessions(r, f)
		h, err := v.streamHistory(r, forum.Stream(page.Row.ID))
		if err != nil {
			return err
		}
		page.told(holding[forum.Event](h))
		named := map[domain.ForumID]string{}
		for _, rule := range page.Rules {
			for _, id := range append(rule.What.Forums, rule.What.CarriedOverBy...) {
				named[id] = r.NameOf(id.String())
			}
		}
		page.codes = func(id domain.ForumID) string { return named[id] }
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("cadre", &page)
}

// lastSessions are the last of a forum: those planned, the next first, then
// those held, the last first.
func lastSessions(r *register.View, f register.ForumIndex) (all []register.Head) {
	for _, s := range r.Planned(f) {
		all = append(all, r.Head(s))
	}
	order := r.Order(f)
	for k := len(order) - 1; k >= 0 && len(all) < forumSessions; k-- {
		all = append(all, r.Head(order[k]))
	}
	return all[:min(len(all), forumSessions)]
}

// told keeps what the facts of a forum say of it, each from its day on.
func (p *forumPage) told(facts []event.Fact[forum.Event]) {
	for _, f := range facts {
		switch e := f.Event.(type) {
		case forum.Created:
			p.Names = append(p.Names, dated[forum.Renamed]{f.Day, forum.Renamed{Name: e.Name, Source: e.Source}})
		case forum.Renamed:
			p.Names = append(p.Names, dated[forum.Renamed]{f.Day, e})
		case forum.SecretariatNamed:
			p.Secretariat = &dated[forum.SecretariatNamed]{f.Day, e}
		case forum.RuleSet:
			p.Rules = append(p.Rules, dated[forum.Rule]{f.Day, e.Rule})
		}
	}
}

// Last is the rule that was set last, nil where none was.
func (p *forumPage) Last() *dated[forum.Rule] {
	if len(p.Rules) == 0 {
		return nil
	}
	return &p.Rules[len(p.Rules)-1]
}

// Examined words a rule: what its sessions examine.
func (p *forumPage) Examined(rule forum.Rule) string {
	switch rule.Examines {
	case forum.AllOpen:
		said := p.T("tout ce qui est ouvert", "all that is open")
		if len(rule.Forums) > 0 {
			said += p.T(" de ", " of ") + p.coded(rule.Forums)
		}
		if rule.Theme != "" {
			said += p.T(", thème « %s »", ", theme \"%s\"", rule.Theme)
		}
		return said
	case forum.Nothing:
		return p.T("rien", "nothing")
	}
	if rule.Lists > 1 {
		return p.T("les listes des %d sessions ordinaires précédentes", "the lists of the %d ordinary sessions before", rule.Lists)
	}
	return p.T("la liste de la session ordinaire précédente", "the list of the ordinary session before")
}

// Whose words a rule: whose word is retained.
func (p *forumPage) Whose(rule forum.Rule) string {
	if rule.Word == forum.WordOfOwners {
		return p.T("celle des structures responsables, par leurs déclarations", "that of the owners, by their declarations")
	}
	return p.T("celle de la session", "that of the session")
}

// Carriers are the other forums that may carry over what this one made.
func (p *forumPage) Carriers(rule forum.Rule) string { return p.coded(rule.CarriedOverBy) }

func (p *forumPage) coded(ids []domain.ForumID) string {
	var codes []string
	for _, id := range ids {
		codes = append(codes, p.codes(id))
	}
	return strings.Join(codes, ", ")
}

// Since says since when something holds: days 0 and 1 are for ever.
func (h *head) Since(d domain.Day) string {
	if d <= 1 {
		return h.T("depuis toujours", "since ever")
	}
	return h.T("à partir du %s", "from %s", h.Day(d))
}

// From is the day from which something holds, in a table.
func (h *head) From(d domain.Day) string {
	if d <= 1 {
		return h.T("toujours", "ever")
	}
	return h.Day(d)
}
