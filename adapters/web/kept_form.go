package web

import (
	"net/url"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/projections/register"
)

// keptForm is a page with one form about a forum or a structure.
type keptForm struct {
	*head
	About   string // what it is about, and Back its page
	Back    string
	Action  string
	Lead    string
	Fields  []field
	Button  string
	Version *event.Version // that the form shows, none of what is new
	// Meanwhile is what others recorded since the form was opened.
	Meanwhile []happening
}

// keptAct is something that a form records about a forum or a structure: one
// fixed part of this program.
type keptAct struct {
	path         string // below that of the forum or structure
	title, lead  func(h *head) string
	button       func(h *head) string
	fields       func(h *head, r *register.View, code string) []field
	read         func(sent url.Values) (desk.Command, error)
	organization bool
}

// show shows the form of an act about what is called code, "" for a new one.
func (a keptAct) show(v *visit, code string) error {
	v.placed(map[string]string{forum.RefusedExists: "code", organization.RefusedExists: "code"})
	page := keptForm{head: v.head, Button: a.button(v.head), Lead: a.lead(v.head)}
	page.Title = a.title(v.head)
	root := pick(a.organization, "/structures", "/cadres")
	page.Action, page.Back = root+"/"+a.path, v.head.Link(root)
	err := v.look(func(r *register.View) error {
		if code != "" {
			page.Action, page.Back = root+"/"+url.PathEscape(code)+"/"+a.path, v.head.To(root, code)
			if err := page.about(r, a, code); err != nil {
				return err
			}
		}
		page.Fields = append(a.fields(v.head, r, code), v.head.effectFrom(code == ""), v.head.Field("source.document", "Texte qui le dit", "Document that says so").Hint("Décret, arrêté, compte rendu… si vous l'avez.", "Decree, order, minutes… if you have it."))
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("fiche_formulaire", page)
}

// about names what the form is about, and shows what was recorded of it since
// the form that was refused was opened.
func (p *keptForm) about(r *register.View, a keptAct, code string) (err error) {
	var version *event.Version
	var stream string
	if a.organization {
		o, err := r.FindOrganization(code)
		if err != nil {
			return err
		}
		row := r.DescribeStructure(o)
		p.About, version, stream = row.Code+" – "+row.Name, row.Version, organization.Stream(row.ID)
	} else {
		f, err := r.FindForum(r.Spelled(code))
		if err != nil {
			return err
		}
		row := r.DescribeForum(f)
		p.About, version, stream = row.Code+" – "+row.Name, row.Version, forum.Stream(row.ID)
	}
	if version == nil {
		return errNoPage // nothing is recorded of the past
	}
	p.Version = version
	p.Meanwhile, err = p.visit.meanwhile(r, stream)
	return err
}

// take records what the form says, and goes back to what it is about.
func (a keptAct) take(v *visit, code string) error {
	again := func(v *visit) error { return a.show(v, code) }
	c, err := a.read(v.form)
	if err != nil {
		return v.refuse(err, again)
	}
	next := func(r desk.Receipt) string {
		return pick(a.organization, "/structures", "/cadres") + "/" + url.PathEscape(r.Reference)
	}
	return v.record(code, c, next, again)
}

// effectFrom is the field of the day from which something holds.
func (h *head) effectFrom(created bool) field {
	f := h.Field("effet", "À partir du", "From")
	if created {
		return f.Hint("Un jour, comme 1er janvier 2024 ; vide : depuis toujours.", "A day, such as 1 January 2024; empty: since ever.")
	}
	return f.Hint("Un jour, comme 1er janvier 2024, passé ou à venir ; vide : aujourd'hui.", "A day, such as 1 January 2024, past or to come; empty: today.")
}
