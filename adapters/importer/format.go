package importer

import (
	"slices"

	"suivi/adapters/desk"
	"suivi/domain/glossary"
)

// Text is a sentence in both languages.
type Text = glossary.Text

// A Format says what the columns of a kind of table hold.
type Format struct {
	Kind    Kind
	Help    Text
	Columns []Column
	Example string // a header and a line or two, separated by ";"
}

// A Column is one column of a format. Required means that the header must
// have it; whether a cell may be empty its help says.
type Column struct {
	Name     string   // as documented: French ASCII
	Also     []string // other names under which it is read
	Required bool
	Help     Text
}

// Formats are all that an import reads, in the order in which it records them.
var Formats = []*Format{
	structuresFormat, forumsFormat, sessionsFormat, recommendationsFormat, examinationsFormat, declarationsFormat, totalsFormat, decisionsFormat,
}

// ToldFormats are they as people are told of them.
func ToldFormats() []desk.ImportFormat {
	var all []desk.ImportFormat
	for _, f := range Formats {
		told := desk.ImportFormat{Kind: string(f.Kind), Help: f.Help, Example: f.Example}
		for _, c := range f.Columns {
			told.Columns = append(told.Columns, desk.ImportColumn{Name: c.Name, Required: c.Required, Help: c.Help})
		}
		all = append(all, told)
	}
	return all
}

func formatOf(k Kind) (*Format, bool) {
	i := slices.IndexFunc(Formats, func(f *Format) bool { return f.Kind == k })
	if i < 0 {
		return nil, false
	}
	return Formats[i], true
}

func (f *Format) column(key string) (Column, bool) {
	i := slices.IndexFunc(f.Columns, func(c Column) bool { return c.is(key) })
	if i < 0 {
		return Column{}, false
	}
	return f.Columns[i], true
}

func (c Column) is(key string) bool { return c.Name == key || slices.Contains(c.Also, key) }

func required(name, fr, en string, also ...string) Column {
	return Column{Name: name, Also: also, Required: true, Help: Text{FR: fr, EN: en}}
}

func optional(name, fr, en string, also ...string) Column {
	return Column{Name: name, Also: also, Help: Text{FR: fr, EN: en}}
}

// sourceColumns say where a line was read; every format may end with them.
func sourceColumns() []Column {
	return []Column{
		optional("document", "document d'où vient la ligne", "document that the line comes from", "source"),
		optional("page", "page du document", "page of the document"),
		optional("tableau", "tableau ou annexe du document", "table or annex of the document"),
		optional("cellule", "cellule ou ligne du tableau", "cell or line of the table"),
	}
}

// forumAndSession are the two columns that name a session.
func forumAndSession() []Column {
	return []Column{
		optional("cadre", "code du cadre ; vide si la session est donnée par sa référence", "code of the forum; empty where the session is given by its reference"),
		required("session", "code de la session (2023-1), sa référence (CC-CPS-SCI.2023-1), ou sa date si le cadre n'en a qu'une ce jour-là",
			"code of the session (2023-1), its reference (CC-CPS-SCI.2023-1), or its date where the forum has only one on that day"),
	}
}
