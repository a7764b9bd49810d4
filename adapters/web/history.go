package web

import (
	"net/url"
	"strings"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/domain/organization"
	"suivi/domain/session"
	"suivi/projections/register"
)

// historyPath is where the history of a session, a forum or a structure is,
// below its page.
const historyPath = "/historique"

// historyPage is the history of a session, a forum or a structure, with the
// form that rectifies one of its events.
type historyPage struct {
	*head
	About     subject
	Back      string // words for the way back to its page
	Timeline  timeline
	Meanwhile []happening // since the refused form was shown
}

// subject is what a history is of.
type subject struct {
	Page      string // its own
	Never     bool   // it was entered by mistake: it has no page
	title     string
	stream    string
	version   *event.Version
	reference string // of a session
}

// historied are the sorts of things whose histories have pages: where their
// own are, and how one is found by what the address calls it. One that was
// entered by mistake is found by that alone, with why it has no page.
var historied = []struct {
	root, name string
	back       glossary.Text
	find       func(h *head, r *register.View, name string) (subject, error)
}{
	{"/sessions", "ref", glossary.Text{FR: "Revenir à la session", EN: "Back to the session"}, func(h *head, r *register.View, name string) (subject, error) {
		name = r.Spelled(desk.Typed(name))
		if s, err := r.FindSession(name); err == nil {
			about := r.Head(s)
			return subject{title: nameOf(about, h), stream: session.Stream(about.ID), version: about.Version, reference: about.Reference}, nil
		}
		code, of, _ := strings.Cut(name, ".")
		return subject{title: h.Reference(name), stream: session.Stream(session.IDOf(forum.IDOf(code), of)), reference: name},
			fault.New(fault.NotFound, session.RefusedUnknown, "session", name)
	}},
	{"/cadres", "code", glossary.Text{FR: "Revenir au cadre", EN: "Back to the forum"}, func(_ *head, r *register.View, name string) (subject, error) {
		f, err := r.FindForum(r.Spelled(name))
		if err != nil {
			return subject{title: name, stream: forum.Stream(forum.IDOf(name))}, err
		}
		row := r.DescribeForum(f)
		return subject{title: row.Code + " – " + row.Name, stream: forum.Stream(row.ID), version: row.Version}, nil
	}},
	{"/structures", "code", glossary.Text{FR: "Revenir à la structure", EN: "Back to the organization"}, func(_ *head, r *register.View, name string) (subject, error) {
		o, err := r.FindOrganization(name)
		if err != nil {
			return subject{title: name, stream: organization.Stream(organization.IDOf(name))}, err
		}
		row := r.DescribeStructure(o)
		return subject{title: row.Code + " – " + row.Name, stream: organization.Stream(row.ID), version: row.Version}, nil
	}},
}

// historyRoutes are the pages of histories.
func historyRoutes() (all []route) {
	for _, of := range historied {
		show := func(v *visit) error {
			page := historyPage{head: v.head, Back: v.head.T(of.back.FR, of.back.EN)}
			if err := v.look(func(r *register.View) error { return page.read(v, r, of.root, v.param(of.name), of.find) }); err != nil {
				return err
			}
			return v.show("historique", page)
		}
		all = append(all, route{path: of.root + "/{" + of.name + "}" + historyPath, needs: access.Read, get: show, post: func(v *visit) error {
			var about subject
			err := v.look(func(r *register.View) error {
				about, _ = of.find(v.head, r, v.param(of.name))
				return nil
			})
			if err != nil {
				return err
			}
			return v.rectify(about.stream, v.r.URL.EscapedPath(), show)
		}})
	}
	return all
}

// read takes the history of what find finds by a name. What was entered by
// mistake still has one.
func (p *historyPage) read(v *visit, r *register.View, root, name string, find func(*head, *register.View, string) (subject, error)) error {
	about, unknown := find(v.head, r, name)
	entries, err := v.streamHistory(r, about.stream)
	if err != nil {
		return err
	}
	if unknown != nil && len(entries) == 0 {
		return unknown
	}
	about.Page, about.Never = v.head.To(root, name), unknown != nil
	p.About, p.Title = about, p.T("Historique : %s", "History: %s", about.title)
	if p.Meanwhile, err = v.meanwhile(r, about.stream); err != nil {
		return err
	}
	p.Timeline = timeline{head: v.head, Self: root + "/" + url.PathEscape(name) + historyPath, version: about.version, session: about.reference}
	return p.Timeline.read(r, entries)
}
