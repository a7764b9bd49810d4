package web

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"suivi/domain/event"
	"suivi/domain/fault"
)

// form is one of the forms of a page. Where a page has several, each has a name
// and sends it ("formulaire"), so that what was sent and why it was refused
// come back to it alone; an address that names one shows it opened. The one
// form of a page has no name.
type form struct {
	*head
	Name string
}

// formName is the field that says which form of a page was sent.
const formName = "formulaire"

// Form is the form of the page that has a name.
func (h *head) Form(name string) form { return form{h, name} }

// Field, Fields and Hidden are those of the one form of a page.
func (h *head) Field(name, fr, en string) field { return h.Form("").Field(name, fr, en) }
func (h *head) Fields(name, fr, en string, room int) fieldList {
	return h.Form("").Fields(name, fr, en, room)
}
func (h *head) Hidden() template.HTML { return h.Form("").Hidden() }

// Asked reports whether the address asks for this form, or it was sent.
func (f form) Asked() bool { return f.Name == "" || f.sent().Get(formName) == f.Name }

// Sent reports whether this form was sent.
func (f form) Sent() bool { return f.visit.form != nil && f.Asked() }

// Field is a field of text. Its name is that of the command's field in the API,
// at which the ledger places what it refuses. It holds what was sent.
func (f form) Field(name, fr, en string) field {
	made := field{Form: f.Name, Name: name, Label: f.T(fr, en), Kind: "text", Lang: f.Lang}
	if f.Asked() {
		made.Value, made.Given = f.sent().Get(name), f.sent().Has(name)
		made.Error = f.errorAt(name)
	}
	return made
}

// Fields is a field with room for at least so many values.
func (f form) Fields(name, fr, en string, room int) fieldList {
	l := fieldList{field: f.Field(name, fr, en)}
	if f.Asked() {
		l.Values = filled(f.sent()[name])
	}
	return l.roomFor(room)
}

// errorAt is why what was asked is refused, where that is at one of the places.
func (f form) errorAt(places ...string) string {
	for _, place := range places {
		if f.Asked() && f.fault != nil && (f.fault.Place == place || strings.HasPrefix(f.fault.Place, place+".")) {
			return cmp.Or(f.Refused, f.Misread)
		}
	}
	return ""
}

// IsStale reports whether this form was refused because others recorded
// something since it was shown.
func (f form) IsStale() bool { return f.Sent() && f.visit.stale() }

// Hidden are the fields that every form bears: the token of the sign-in, the
// key under which its command counts once, and its name.
func (f form) Hidden() template.HTML {
	said := f.TokenField() + hidden("cle", cmp.Or(f.keyAgain(), f.visit.newKey()))
	if f.Name != "" {
		said += hidden(formName, f.Name)
	}
	return said
}

// keyAgain is the key of the form that was sent, where nothing was recorded
// under it: it is still good.
func (f form) keyAgain() string {
	if !f.Sent() || f.fault == nil || f.fault.Kind == fault.Conflict {
		return ""
	}
	return f.sent().Get("cle")
}

// TokenField is the token of the sign-in alone.
func (h *head) TokenField() template.HTML { return hidden(formTokenName, h.formToken) }

// VersionField is what the reader has seen, which a command expects; nothing of
// the past.
func (h *head) VersionField(seen *event.Version) template.HTML { return versionField("version", seen) }

// SeenField is what the reader has seen of a recommendation, which some of a
// session's decisions on it expect.
func (h *head) SeenField(seen *event.Version) template.HTML { return versionField(seenName, seen) }

// seenName is the field of SeenField.
const seenName = "version_lue"

func versionField(name string, seen *event.Version) template.HTML {
	if seen == nil {
		return ""
	}
	return hidden(name, strconv.FormatInt(int64(*seen), 10))
}

func hidden(name, value string) template.HTML {
	return template.HTML(`<input type="hidden" name="` + name + `" value="` + template.HTMLEscapeString(value) + `">`) // of a name that is written in this program
}
