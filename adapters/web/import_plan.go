package web

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
)

// toldImport is what an import came to, as the page shows it.
type toldImport struct {
	desk.Imported
	Faults []string
	// Groups are the lines of each outcome that there is, what needs somebody
	// first.
	Groups []importGroup
	Lines  int
}

type importGroup struct {
	Outcome desk.ImportOutcome
	Title   string
	Rows    []importRow
	Folded  bool
}

// importRow is one line of a file and what becomes of it.
type importRow struct {
	Place, Subject, Href string
	Says                 []string
	Why                  string // it is refused, or waits
}

// importWords name the outcomes of lines, in the order in which they are shown.
var importOrder = []desk.ImportOutcome{desk.ImportRefused, desk.ImportWaits, desk.ImportAsked, desk.ImportDiffers, desk.ImportRectifies, desk.ImportWillRecord, desk.ImportRecorded}

// told words what an import came to.
func (v *visit) told(of desk.Imported) *toldImport {
	t := &toldImport{Imported: of, Lines: len(of.Plan.Rows)}
	for _, f := range of.Plan.Faults {
		t.Faults = append(t.Faults, v.atPlace(f))
	}
	for _, o := range importOrder {
		g := importGroup{Outcome: o, Title: v.outcome(o, of.Receipt != nil), Folded: o == desk.ImportRecorded}
		for _, r := range of.Plan.Rows {
			if r.Outcome == o {
				g.Rows = append(g.Rows, v.row(r, of.Receipt != nil))
			}
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	return t
}

// outcome says what becomes, or became, of lines.
func (v *visit) outcome(o desk.ImportOutcome, done bool) string {
	switch o {
	case desk.ImportRefused:
		return v.head.T("Refusées", "Refused")
	case desk.ImportWaits:
		return v.head.T("En attente d'une autre ligne", "Waiting for another line")
	case desk.ImportAsked:
		return v.head.T("À décider", "To be settled")
	case desk.ImportDiffers:
		return v.head.T("Différentes de ce qui est enregistré", "Different from what is recorded")
	case desk.ImportRecorded:
		return v.head.T("Déjà enregistrées", "Recorded already")
	case desk.ImportRectifies:
		if done {
			return v.head.T("Rectifiées", "Rectified")
		}
		return v.head.T("À rectifier", "To be rectified")
	}
	if done {
		return v.head.T("Enregistrées", "Recorded")
	}
	return v.head.T("À enregistrer", "To be recorded")
}

func (v *visit) row(r desk.ImportRow, done bool) importRow {
	row := importRow{Place: r.File + v.head.T(", ligne %d", ", line %d", r.Line), Subject: pick(referred[r.Kind], v.head.Reference(r.Subject), r.Subject)}
	if done || r.Outcome == desk.ImportRecorded {
		row.Href = hrefOf(r)
	}
	for _, s := range slices.Concat(r.Steps, r.Notices) {
		row.Says = append(row.Says, typeset(voice.Say(s.Code, s.Args, v.head.Lang), v.head.Lang))
	}
	for _, d := range r.Differences {
		row.Says = append(row.Says, v.head.T("%s : enregistré « %s », dans le fichier « %s »", "%s: recorded \"%s\", in the file \"%s\"", d.Field, v.head.Word(d.Old), v.head.Word(d.New)))
	}
	for _, q := range r.Questions {
		row.Says = append(row.Says, v.head.T("%s : « %s » est à décider", "%s: \"%s\" is to be settled", q.Field, q.Read))
	}
	if r.Fault != nil {
		row.Why = v.atPlace(r.Fault)
	}
	return row
}

// rooms are the pages of what a kind of line is about.
var rooms = map[string]string{"structures": "/structures/", "cadres": "/cadres/", "sessions": "/sessions/", "totaux": "/sessions/",
	"recommandations": "/recommandations/", "examen": "/recommandations/", "declarations": "/recommandations/"}

// referred are the kinds of lines whose subject is a reference.
var referred = map[string]bool{"sessions": true, "totaux": true, "recommandations": true, "examen": true, "declarations": true}

func hrefOf(r desk.ImportRow) string {
	room := rooms[r.Kind]
	if r.Subject == "" || room == "" {
		return ""
	}
	return room + url.PathEscape(r.Subject)
}

// filePlace is where a fault lies: a file, with a line and a column.
var filePlace = regexp.MustCompile(`^(.+?)(?::([0-9]+))?(?::([a-z_]+))?$`)

// atPlace words a fault with where it lies.
func (v *visit) atPlace(f *fault.Fault) string {
	said := v.explain(f)
	m := filePlace.FindStringSubmatch(f.Place)
	switch {
	case m == nil, f.Place == fieldReason, m[1] == decisionsName:
		return said
	case strings.HasPrefix(said, m[1]), m[2] == "" && strings.Contains(said, m[1]):
		return said // which names the file itself
	}
	at := m[1]
	if m[2] != "" {
		at += v.head.T(", ligne ", ", line ") + m[2]
	}
	if m[3] != "" {
		at += v.head.T(", colonne ", ", column ") + m[3]
	}
	return at + v.head.T(" : ", ": ") + said
}

// importQuestion is a question with its answers, as the page shows it.
type importQuestion struct {
	question
	Name, OtherName string
	Why             string
	Offered         []choice
	Open            bool   // nobody has answered it in a way that can be taken
	Wrong           string // why the answer is refused
	Free            bool   // an answer may be written
	Other           string // that was
}

// Asked are the questions of the step.
func (p importPage) Asked() []importQuestion {
	why, wrong := map[string]string{}, p.wrong()
	for _, r := range p.Told.Plan.Rows {
		for _, q := range r.Questions {
			why[question{Field: q.Field, Read: q.Read, Context: q.Context}.key()] = typeset(voice.Say(q.Code, q.Args, p.Lang), p.Lang)
		}
	}
	var all []importQuestion
	for i, q := range p.Questions {
		shown := importQuestion{question: q, Name: fieldAnswer + strconv.Itoa(i), OtherName: fieldOther + strconv.Itoa(i), Why: why[q.key()], Wrong: wrong[q.Answer], Open: q.Answer == "" || wrong[q.Answer] != "", Free: strings.HasPrefix(q.Field, "structure")}
		among := false
		for _, c := range strings.Split(q.Choices, choiceMark) {
			shown.Offered = append(shown.Offered, choice{Value: c, Label: p.choiceWord(c)})
			among = among || c == q.Answer
		}
		if !among {
			shown.Other = q.Answer
		}
		all = append(all, shown)
	}
	return all
}

// wrong are the answers that are refused, and why.
func (p importPage) wrong() map[string]string {
	all := map[string]string{}
	for _, r := range p.Told.Plan.Rows {
		if r.Fault != nil && strings.HasPrefix(r.Fault.Place, decisionsName+":") {
			all[r.Fault.Args["lu"]] = p.visit.explain(r.Fault)
		}
	}
	return all
}

// choiceWord says a choice as people do; what the ledger has no word for is
// said as it stands.
func (p importPage) choiceWord(c string) string {
	h := p.head
	if text, known := p.Texts[c]; known {
		return h.Reference(c) + h.T(" : ", ": ") + text
	}
	switch c {
	case "aucune":
		return h.T("aucune structure du registre : gardé en toutes lettres", "no organization of the ledger: kept in its words")
	case "nouvelle":
		return h.T("une recommandation nouvelle", "a new recommendation")
	}
	if motive, is := strings.CutPrefix(c, "classee_"); is {
		return h.Word("classee") + " (" + h.Word(motive) + ")"
	}
	if d, err := time.Parse(time.DateOnly, c); err == nil {
		return h.Day(domain.DayOf(d, time.UTC))
	}
	return h.Word(c)
}

// Left is how many questions nobody has answered in a way that can be taken.
func (p importPage) Left() (n int) {
	wrong := p.wrong()
	for _, q := range p.Questions {
		if q.Answer == "" || wrong[q.Answer] != "" {
			n++
		}
	}
	return n
}

// Differs reports whether somebody must say what becomes of what differs.
func (p importPage) Differs() bool {
	return p.Wish != "" || p.Told.Plan.Count(desk.ImportDiffers) > 0
}

// Long reports whether the lines fill more than a screen.
func (p importPage) Long() bool { return p.Told.Lines > 20 }

// Ready reports whether the plan can be recorded, and records something.
func (p importPage) Ready() bool { return p.Told.Refused == nil && !p.Idle() }

// Idle reports whether the plan would record nothing.
func (p importPage) Idle() bool {
	return p.Told.Refused == nil && p.Told.Plan.Count(desk.ImportWillRecord)+p.Told.Plan.Count(desk.ImportRectifies) == 0
}

// Carried are the questions as the form bears them to the next step.
func (p importPage) Carried() string { return written(p.Questions) }
