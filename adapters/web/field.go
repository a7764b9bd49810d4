package web

import (
	"html/template"
	"slices"
	"strings"
	"unicode"

	"suivi/domain/glossary"
)

// field is one field of a form, as its template is told. It is shown with what
// was sent before, and with why that was refused.
type field struct {
	Form, Name  string // Form tells apart those of a page that has several; "" otherwise
	Label, Help string
	Error       string // why what was sent is refused
	Kind        string // of the input, "area", "choice" or "tick"
	Value       string
	Given       bool // it was sent, be it empty
	Choices     []choice
	Required    bool
	Focused     bool
	List        string // the id of the datalist that suggests values
	Lang        glossary.Language
}

// choice is one of those of a field.
type choice struct{ Value, Label string }

// ID is that of the field in the page: one word, whatever its name. That of a
// rate is as its report printed it.
func (f field) ID() string {
	id := "champ-" + strings.Map(inWord, f.Name)
	if f.Form != "" {
		id = "champ-" + f.Form + id[len("champ"):]
	}
	return id
}

func inWord(r rune) rune {
	if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return '-'
}

// Attributes are those of the input that say what is asked and what is wrong.
func (f field) Attributes() template.HTMLAttr {
	var said, by string
	if f.Required {
		said += " required"
	}
	if f.Error != "" {
		said += ` aria-invalid="true"`
		by += " " + f.ID() + "-refus"
	}
	if f.Help != "" {
		by += " " + f.ID() + "-aide"
	}
	if f.Kind == "password" {
		said += ` autocomplete="current-password"`
	}
	if f.Focused {
		said += " autofocus"
	}
	if f.List != "" {
		said += ` list="` + f.List + `" autocomplete="off"`
	}
	if by != "" {
		said += ` aria-describedby="` + by[1:] + `"`
	}
	return template.HTMLAttr(said) // of words, and of names that are written in this program
}

// Chosen says in words what the field holds, "" for nothing.
func (f field) Chosen() string {
	if f.Value == "" {
		return ""
	}
	said := f.Value
	for _, c := range f.Choices {
		if c.Value == f.Value {
			said = c.Label
		}
	}
	return typeset(f.Label+glossary.Text{FR: " : ", EN: ": "}.In(f.Lang)+said, f.Lang)
}

// Must has the field be filled in.
func (f field) Must() field { f.Required = true; return f }

// Suggest has the field suggest the values of a datalist.
func (f field) Suggest(list string) field { f.List = list; return f }

// Focus has the page begin at the field.
func (f field) Focus(here bool) field { f.Focused = here; return f }

// As sets the kind of the field: of an input, "area", or "tick".
func (f field) As(kind string) field { f.Kind = kind; return f }

// Hint says how to fill the field in.
func (f field) Hint(fr, en string) field {
	f.Help = typeset(glossary.Text{FR: fr, EN: en}.In(f.Lang), f.Lang)
	return f
}

// Otherwise is what the field holds where nothing was sent. What was emptied
// on purpose stays empty.
func (f field) Otherwise(value string) field {
	if !f.Given {
		f.Value = value
	}
	return f
}

// Of makes the field a choice; all are pairs of a value and its label.
func (f field) Of(all ...string) field {
	f.Kind = "choice"
	for pair := range slices.Chunk(all, 2) {
		f.Choices = append(f.Choices, choice{pair[0], typeset(pair[1], f.Lang)})
	}
	return f
}

// From makes the field a choice of what was prepared; of nothing, it stays a
// field of text.
func (f field) From(all []choice) field {
	if all != nil {
		f.Kind, f.Choices = "choice", all
	}
	return f
}

// fieldList is a field that is given several times.
type fieldList struct {
	field
	Values []string
}

// Nth numbers the inputs from 1.
func (l fieldList) Nth(i int) int { return i + 1 }

func (l fieldList) roomFor(room int) fieldList {
	for len(l.Values) < room {
		l.Values = append(l.Values, "")
	}
	return l
}

// Otherwise are the values where none was sent, with room for one more.
func (l fieldList) Otherwise(values []string) fieldList {
	if !l.Given && len(values) > 0 {
		room := len(l.Values)
		l.Values = slices.Clone(values)
		l = l.roomFor(max(room, len(values)+1))
	}
	return l
}

// Hint says how to fill the fields in.
func (l fieldList) Hint(fr, en string) fieldList { l.field = l.field.Hint(fr, en); return l }

// Suggest has the fields suggest the values of a datalist.
func (l fieldList) Suggest(list string) fieldList { l.field = l.field.Suggest(list); return l }
