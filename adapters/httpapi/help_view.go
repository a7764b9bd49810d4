package httpapi

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"suivi/adapters/i18n"
	"suivi/domain/glossary"
)

// helpView is the page that says what this server is.
type helpView struct {
	head
	Server, Example string
}

// helpView says how the server is asked at its address.
func (s *Server) helpView(h head, address string) helpView {
	h.Title = h.T("Suivre ce que des réunions ont recommandé", "Following what meetings have recommended")
	return helpView{h, address, curl(examples["post-recommandations-ref-constats"])}
}

// refusalsView is the list of all codes.
type refusalsView struct {
	head
	Families []codeFamily
}

// codeFamily is the codes that begin alike.
type codeFamily struct {
	ID, Title string
	Codes     []codeRow
}

// codeRow is one code with its words.
type codeRow struct {
	Code, Path, Said string
	Statuses         []int
	Explained        []statusRow
}

// statusRow says when a status is answered.
type statusRow struct {
	Status              int
	Title, When, Answer string
}

// families are the first words of codes, with their titles, in the order in
// which they are shown.
var families = []struct {
	name  string
	title glossary.Text
}{
	{"acces", glossary.Text{FR: "Qui demande", EN: "Who asks"}},
	{"requete", glossary.Text{FR: "La demande", EN: "The request"}},
	{"champ", glossary.Text{FR: "Une valeur", EN: "A value"}},
	{"option", glossary.Text{FR: "Un choix", EN: "A choice"}},
	{"moment", glossary.Text{FR: "Une date", EN: "A date"}},
	{"liste", glossary.Text{FR: "Une liste", EN: "A list"}},
	{"flux", glossary.Text{FR: "Le flux", EN: "The stream"}},
	{"commande", glossary.Text{FR: "Une commande", EN: "A command"}},
	{"examen", glossary.Text{FR: "Un examen", EN: "An examination"}},
	{"recommandation", glossary.Text{FR: "Une recommandation", EN: "A recommendation"}},
	{"session", glossary.Text{FR: "Une session", EN: "A session"}},
	{"cadre", glossary.Text{FR: "Un cadre", EN: "A forum"}},
	{"structure", glossary.Text{FR: "Une structure", EN: "A structure"}},
	{"fait", glossary.Text{FR: "Un fait enregistré", EN: "A recorded fact"}},
	{"rectification", glossary.Text{FR: "Une rectification", EN: "A rectification"}},
	{"import", glossary.Text{FR: "Une importation", EN: "An import"}},
	{"piece", glossary.Text{FR: "Une pièce", EN: "Evidence"}},
	{"registre", glossary.Text{FR: "Le registre", EN: "The ledger"}},
	{"serveur", glossary.Text{FR: "Le serveur", EN: "The server"}},
}

func (s *Server) refusalsView(h head) refusalsView {
	h.Title = h.T("Les refus, et que faire", "Refusals, and what to do")
	v := refusalsView{head: h}
	for _, f := range families {
		family := codeFamily{ID: f.name, Title: f.title.In(h.Lang)}
		for _, code := range slices.Sorted(maps.Keys(i18n.Texts)) {
			if strings.HasPrefix(code, f.name+".") && answered(code) {
				family.Codes = append(family.Codes, s.codeRow(code, h.Lang))
			}
		}
		v.Families = append(v.Families, family)
	}
	others := codeFamily{ID: "ailleurs", Title: h.T("La ligne de commande et la machine du serveur", "The command line and the server's machine")}
	for _, code := range slices.Sorted(maps.Keys(i18n.Texts)) {
		if sentence := strings.HasSuffix(i18n.Texts[code].FR, "."); sentence && !answered(code) { // others stand in tables
			others.Codes = append(others.Codes, s.codeRow(code, h.Lang))
		}
	}
	v.Families = append(v.Families, others)
	return v
}

// codeRow words a code. What the API does not answer with is left in the words
// of the command line.
func (s *Server) codeRow(code string, l glossary.Language) codeRow {
	unsaid := map[string]string{}
	for _, name := range argument.FindAllStringSubmatch(i18n.Texts[code].In(l), -1) {
		unsaid[name[1]] = "…"
	}
	row := codeRow{Code: code, Path: helpPath(code), Statuses: statusesOfCode(code), Said: i18n.Say(code, unsaid, l)}
	if len(row.Statuses) > 0 {
		row.Said = s.say(code, unsaid, l)
	}
	row.Said = capital(strings.ReplaceAll(row.Said, "….", "…"))
	for _, status := range row.Statuses {
		when := refusalWords[status].In(l)
		row.Explained = append(row.Explained, statusRow{Status: status, Title: titles[status].In(l), When: cmp.Or(capital(when), titles[status].In(l))})
	}
	return row
}

// argument is a place that a refusal fills in its text.
var argument = regexp.MustCompile(`\{([a-z_]+)\}`)

// capital begins a sentence.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// curl writes an example as one types it, for a shell.
func curl(e example) string {
	var b strings.Builder
	b.WriteString("curl -s")
	if strings.Contains(e.Address, fluxPath) {
		b.WriteString("N")
	}
	if e.Method == "POST" {
		b.WriteString(" -X POST")
	}
	for _, name := range slices.Sorted(maps.Keys(e.Headers)) {
		if line := name + ": " + e.Headers[name]; strings.Contains(line, "$") {
			b.WriteString(" -H " + strconv.Quote(line))
		} else {
			b.WriteString(" \\\n  -H " + shell(line))
		}
	}
	b.WriteString(` "$SUIVI_SERVER` + e.Address + `"`)
	if body := cmp.Or(string(e.Sent), e.Text); body != "" {
		b.WriteString(" \\\n  --data-binary " + shell(strings.TrimSuffix(body, "\n")))
	}
	return b.String()
}

// shell quotes for a shell.
func shell(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
