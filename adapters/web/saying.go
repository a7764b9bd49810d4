package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// saying is one thing that an event says. It is struck where that was
// corrected since.
type saying struct {
	Name   string // of the field
	Label  string
	Value  string
	Href   string
	Struck bool

	read string // the value as a rectification reads it
}

// changed are what is said otherwise; what is no longer said is said to be
// nothing.
func changed(was, is []saying) (all []saying) {
	for _, new := range is {
		if readOf(was, new.Name) != new.read {
			all = append(all, new)
		}
	}
	for _, old := range was {
		if readOf(is, old.Name) == "" {
			all = append(all, saying{Name: old.Name, Label: old.Label, Value: "–"})
		}
	}
	return all
}

func readOf(all []saying, name string) string {
	for _, s := range all {
		if s.Name == name {
			return s.read
		}
	}
	return ""
}

// strike strikes what was said and corrected later.
func (s *step) strike() {
	later := map[string]bool{}
	for k := len(s.Corrections) - 1; k >= 0; k-- {
		c := &s.Corrections[k]
		for i := range c.Said {
			c.Said[i].Struck = s.Void || later[c.Said[i].Name]
		}
		for _, said := range c.Said {
			later[said.Name] = true
		}
	}
	for i := range s.Said {
		s.Said[i].Struck = s.Void || later[s.Said[i].Name]
	}
}

// said is what an event says, field by field, and where it was read.
func (h *head) said(r *register.View, payload event.Payload) (all []saying, source string) {
	var read []string
	for _, f := range desk.Correctable(r, payload) {
		label := h.label(f.Name)
		if strings.HasPrefix(f.Name, "source.") && f.Value != "" {
			named := f.Name == "source.document" || strings.HasPrefix(wording.Fold(f.Value), wording.Fold(label))
			read = append(read, pick(named, f.Value, lowerFirst(label)+" "+f.Value))
			continue
		}
		if f.Value == "" && reparents(payload) && f.Name == "parent" {
			all = append(all, saying{Name: f.Name, Label: label, Value: h.T("aucun autre", "no other"), read: "–"})
		}
		if in, inscribes := payload.(session.Inscribed); f.Value == "" || f.Name == "place" && (!inscribes || in.Number != "") || f.Name == "type" {
			continue
		}
		s := saying{Name: f.Name, Label: label, Value: f.Value, read: f.Value}
		switch {
		case f.Possible != nil:
			s.Value = h.Word(f.Value)
		case slices.Contains(referenceFields, f.Name):
			s.Value = h.listed(r, f.Value)
		case f.Names != desk.Nothing:
			s.Value, s.Href = h.Reference(called(r, f.Value)), h.To(rootOf[f.Names], f.Value)
		}
		all = append(all, s)
	}
	return all, strings.Join(read, ", ")
}

// reparents tells an event that puts a forum or a structure under another, or under none.
func reparents(payload event.Payload) bool {
	switch payload.(type) {
	case forum.Reparented, organization.Reparented:
		return true
	}
	return false
}

// rootOf is where the pages are of what has a reference.
var rootOf = map[desk.Subject]string{desk.AForum: "/cadres", desk.AnOrganization: "/structures", desk.ASession: "/sessions", desk.ARecommendation: "/recommandations"}

// toldItems is how many items of a list a timeline names.
const toldItems = 20

// referenceFields hold several references.
var referenceFields = []string{"points", "listes_de", "jointe_a"}

// called is what people call a recommendation that has no reference, since it
// was entered by mistake: that under which it was. Anything else is given back.
func called(r *register.View, name string) string {
	if _, err := ulid.ParseStrict(name); err != nil {
		return name
	}
	i, err := r.FindOwn(name)
	if err != nil {
		return name
	}
	return cmp.Or(r.EnteredAs(i), name)
}

// listed tells a list of references, of a long one how many and the first.
func (h *head) listed(r *register.View, value string) string {
	names := strings.Split(value, "; ")
	said := make([]string, 0, len(names))
	for _, name := range names[:min(len(names), toldItems)] {
		said = append(said, h.Reference(called(r, name)))
	}
	if len(names) > toldItems {
		return h.Plural(len(names), "recommandation", "recommandations", "recommendation", "recommendations") + h.T(" : ", ": ") + strings.Join(said, " ; ") + "…"
	}
	return strings.Join(said, " ; ")
}

func piecesIn(payload event.Payload) []recommendation.Evidence {
	switch e := payload.(type) {
	case recommendation.EvidenceAttached:
		return []recommendation.Evidence{e.Evidence}
	case recommendation.Declared:
		return e.Evidence
	}
	return nil
}
