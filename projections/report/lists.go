package report

import (
	"strconv"
	"strings"
	"time"

	"suivi/domain/glossary"
	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/history"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
)

// Owing prints who owes what.
func Owing(t owing.Table, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Qui doit quoi", "Who owes what")}
	if t.Forum != "" {
		d.Title += " — " + t.Forum
	}
	tree := Table{Columns: []Column{{Head: w.t("Structure", "Organization"), Share: 3}, {Head: w.t("Propres", "Own"), Number: true}, {Head: "Total", Number: true},
		{Head: w.t("En retard", "Late"), Number: true}, {Head: w.t("Sans nouvelles", "Silent"), Number: true}, {Head: w.t("Perdues de vue", "Dropped"), Number: true}, {Head: w.t("Du nouveau", "Moved"), Number: true}},
		Empty: w.t("Rien n'est dû.", "Nothing is owed.")}
	for _, r := range t.Rows {
		name := r.Acronym
		if r.Name != "" && r.Name != r.Acronym {
			name += " — " + r.Name
		}
		tree.Rows = append(tree.Rows, []string{strings.Repeat("  ", r.Depth) + name, strconv.Itoa(r.Own), strconv.Itoa(r.Total), strconv.Itoa(r.Late), strconv.Itoa(r.Silent), strconv.Itoa(r.Dropped), strconv.Itoa(r.Moved)})
	}
	d.Tables = []Table{tree}
	d.Notes = []string{w.t("Somme des structures de tête : ", "Sum over the top organizations: ") + strconv.Itoa(t.Sum) + w.t(" ; recommandations distinctes : ", "; distinct recommendations: ") + strconv.Itoa(t.Distinct) +
		w.t(" ; sans structure responsable : ", "; without an owner: ") + strconv.Itoa(t.Unowned) + w.t(" ; ouvertes : ", "; open: ") + strconv.Itoa(t.Open) + "."}
	return d
}

// Debt prints what one structure owes.
func Debt(t owing.Debt, l glossary.Language) Document {
	w := writer{l}
	d := Items(t.Items, t.Next, l)
	d.Title = w.t("Ce que doit ", "What is owed by ") + joinNonEmpty(" — ", t.Structure.Path, t.Structure.Name)
	return d
}

// Items prints a list of recommendations.
func Items(items []register.Item, next string, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Recommandations", "Recommendations"), Tables: []Table{w.items("", items)}}
	if next != "" {
		d.Notes = append(d.Notes, w.t("La suite : --after ", "More: --after ")+next)
	}
	return d
}

func (w writer) items(caption string, items []register.Item) Table {
	t := Table{Caption: caption, Columns: []Column{{Head: w.t("Référence", "Reference")}, {Head: w.t("Recommandation", "Recommendation"), Share: 5},
		{Head: w.t("Structures responsables", "Owners"), Share: 2}, {Head: w.t("État", "State")}, {Head: w.t("Échéance", "Due"), Share: 1}, {Head: w.t("À noter", "Note"), Share: 2}},
		Empty: w.t("Aucune.", "None.")}
	for _, i := range items {
		t.Rows = append(t.Rows, []string{i.Reference, i.Text, w.owners(i), w.standing(i), glossary.Period(i.Due, w.l), w.notes(i)})
	}
	return t
}

func (w writer) standing(i register.Item) string {
	switch i.Standing.String() {
	case "ouverte", "executee":
		return w.word(i.State.String())
	}
	return w.word(i.Standing.String())
}

func (w writer) notes(i register.Item) string {
	var notes []string
	if d := i.Dropped; d != nil {
		notes = append(notes, w.t("perdue de vue depuis le ", "dropped since ")+glossary.ShortDay(d.Since)+" ("+w.word(string(d.Why))+", "+glossary.Reference(d.Session, w.l)+")")
	}
	if i.Late {
		notes = append(notes, w.t("en retard", "late"))
	}
	if i.Silent {
		notes = append(notes, w.t("sans nouvelles", "silent"))
	}
	if i.Survivor != "" {
		notes = append(notes, w.t("absorbée par ", "absorbed by ")+glossary.Reference(i.Survivor, w.l))
	}
	return strings.Join(notes, "\n")
}

// Counts prints the open-item counts.
func Counts(c openitems.Counts, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Recommandations ouvertes", "Open recommendations"), Lines: []string{w.t("Au ", "As of ") + glossary.Day(c.AsOf, l)}}
	if c.AsOf == 0 {
		d.Lines[0] = w.t("Tout ce qui est enregistré, vu du ", "All that is recorded, seen from ") + glossary.Day(c.Today, l)
	}
	d.Lines = append(d.Lines, strconv.Itoa(c.Open.Open)+w.t(" ouvertes sur ", " open of ")+strconv.Itoa(c.Made)+w.t(" formulées ; en retard ", " made; late ")+strconv.Itoa(c.Open.Late)+
		w.t(", sans nouvelles ", ", silent ")+strconv.Itoa(c.Open.Silent)+w.t(", perdues de vue ", ", dropped ")+strconv.Itoa(c.Open.Dropped))
	d.Tables = []Table{
		w.heaps(w.t("Par état", "By state"), c.States, true, func(k string) string { return w.word(k) }),
		w.heaps(w.t("Par cadre", "By forum"), c.Forums, false, func(k string) string { return k }),
		w.heaps(w.t("Par session", "By session"), c.Sessions, false, func(k string) string { return glossary.Reference(k, l) }),
		w.heaps(w.t("Par structure (avec celles qui en dépendent)", "By organization (with those under it)"), c.Owners, false, func(k string) string { return k }),
		w.heaps(w.t("Par âge (années)", "By age (years)"), c.Ages, false, func(k string) string { return k }),
		w.heaps(w.t("Par nombre de reconductions", "By times carried over"), c.Carried, false, func(k string) string { return k }),
	}
	return d
}

// heaps prints tallies; of some heaps only how many are open is counted.
func (w writer) heaps(caption string, heaps []openitems.Heap, openOnly bool, name func(string) string) Table {
	t := Table{Caption: caption, Columns: []Column{{Head: "", Share: 1}, {Head: w.t("Ouvertes", "Open"), Number: true}}, Empty: w.t("Aucune.", "None.")}
	if !openOnly {
		t.Columns = append(t.Columns, Column{Head: w.t("En retard", "Late"), Number: true}, Column{Head: w.t("Sans nouvelles", "Silent"), Number: true}, Column{Head: w.t("Perdues de vue", "Dropped"), Number: true})
	}
	for _, h := range heaps {
		row := []string{name(h.Key), strconv.Itoa(h.Open)}
		if !openOnly {
			row = append(row, strconv.Itoa(h.Late), strconv.Itoa(h.Silent), strconv.Itoa(h.Dropped))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Matrix prints recommendations × sessions.
func Matrix(m carryover.Matrix, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Recommandations × sessions", "Recommendations × sessions")}
	t := Table{Columns: []Column{{Head: w.t("Recommandation", "Recommendation"), Share: 3}, {Head: w.t("Fois", "Times"), Number: true}, {Head: w.t("Âge", "Age")}}, Empty: w.t("Aucune.", "None.")}
	for _, c := range m.Columns {
		t.Columns = append(t.Columns, Column{Head: glossary.Reference(c.Reference, l) + "\n" + glossary.ShortDay(c.Day)})
	}
	for _, r := range m.Rows {
		row := []string{r.Item.References[0] + "\n" + r.Item.Text, strconv.Itoa(r.Item.CarriedTimes), w.age(r.Age)}
		for _, c := range r.Cells {
			row = append(row, w.cell(c))
		}
		t.Rows = append(t.Rows, row)
	}
	d.Tables = []Table{t}
	if m.Next != "" {
		d.Notes = append(d.Notes, w.t("La suite : --after ", "More: --after ")+m.Next)
	}
	return d
}

func (w writer) cell(c carryover.Cell) string {
	var parts []string
	if c.Made {
		parts = append(parts, w.t("formulée n° ", "made no. ")+c.Number)
	}
	if c.State != 0 {
		parts = append(parts, w.word(c.State.String()))
	}
	if c.Classed {
		parts = append(parts, w.t("classée", "classed"))
	}
	if c.Carried {
		parts = append(parts, w.t("reconduite n° ", "carried over no. ")+c.Number)
	}
	if c.Missed {
		parts = append(parts, w.t("non examinée", "not examined"))
	}
	if c.LetGo {
		parts = append(parts, w.t("perdue de vue", "dropped"))
	}
	return strings.Join(parts, "\n")
}

// History prints every event of one recommendation.
func History(h history.History, l glossary.Language, place *time.Location) Document {
	w := writer{l}
	d := Document{Title: w.t("Historique — ", "History — ") + glossary.Reference(h.Item.Reference, l), Lines: []string{h.Item.Text}}
	if len(h.Item.References) > 1 {
		d.Lines = append(d.Lines, w.t("Références : ", "References: ")+strings.Join(h.Item.References, ", "))
	}
	d.Lines = append(d.Lines, w.t("Situation : ", "Standing: ")+joinNonEmpty(", ", w.standing(h.Item), strings.ReplaceAll(w.notes(h.Item), "\n", ", ")))
	t := Table{Columns: []Column{{Head: w.t("Effet", "Effect")}, {Head: w.t("Événement", "Event"), Share: 2}, {Head: w.t("Session", "Session"), Share: 1},
		{Head: w.t("Ce qui est dit", "What is said"), Share: 4}, {Head: w.t("Enregistré", "Recorded")}, {Head: w.t("Par", "By"), Share: 1}, {Head: w.t("Identifiant", "Id")}}}
	for _, e := range h.Entries {
		what := w.eventName(e)
		if e.Void {
			what += w.t(" (annulé)", " (void)")
		} else if e.RectifiedBy != (e.Cause) && !e.RectifiedBy.IsZero() {
			what += w.t(" (rectifié)", " (rectified)")
		}
		if e.Unsettled {
			what += w.t(" (à régler)", " (to be settled)")
		}
		session := ""
		if e.Session != "" {
			session = glossary.Reference(e.Session, l)
		}
		t.Rows = append(t.Rows, []string{glossary.ShortDay(e.Day), what, session, w.said(e.Payload), e.RecordedAt.In(place).Format("02/01/2006 15:04"), joinNonEmpty(" — ", e.Actor.ID, e.Actor.Function), e.ID.String()})
	}
	d.Tables = []Table{t}
	return d
}

// Audit prints what does not add up; heaps with nothing in them are left out.
func Audit(r audit.Report, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Audit", "Audit")}
	if len(r.Dropped) > 0 {
		d.Tables = append(d.Tables, w.items(w.t("Perdues de vue", "Dropped"), r.Dropped))
	}
	add := func(caption string, heads []string, rows [][]string) {
		if len(rows) == 0 {
			return
		}
		t := Table{Caption: caption, Rows: rows}
		for _, h := range heads {
			t.Columns = append(t.Columns, Column{Head: h, Share: 1})
		}
		d.Tables = append(d.Tables, t)
	}
	reference, text := w.t("Référence", "Reference"), w.t("Recommandation", "Recommendation")
	var rows [][]string
	for _, x := range r.Reopened {
		rows = append(rows, []string{x.Item.Reference, x.Item.Text, glossary.ShortDay(x.On), x.Reason})
	}
	add(w.t("Remises en suivi", "Reopened"), []string{reference, text, w.t("Le", "On"), w.t("Motif", "Reason")}, rows)
	rows = nil
	for _, x := range r.Divergent {
		rows = append(rows, []string{x.Item.Reference, x.Item.Text, x.Session + " : " + w.word(x.State.String()), x.Against + " : " + w.word(x.Opposite.String())})
	}
	add(w.t("Constats divergents", "Divergent findings"), []string{reference, text, w.t("Un constat", "One finding"), w.t("L'autre", "The other")}, rows)
	rows = nil
	for _, x := range r.Gaps {
		rows = append(rows, []string{x.Item.Reference, w.word(x.Item.State.String()), x.Said.Owner.Path + " : " + w.word(x.Said.State.String()), x.Said.Words})
	}
	add(w.t("Déclaré contre retenu", "Declared against retained"), []string{reference, w.t("Retenu", "Retained"), w.t("Déclaré", "Declared"), w.t("Mots", "Words")}, rows)
	rows = nil
	for _, x := range r.Unsettled {
		rows = append(rows, []string{x.Item.Reference, x.Item.Text, glossary.ShortDay(x.On), w.eventType(x.What)})
	}
	add(w.t("À régler", "To be settled"), []string{reference, text, w.t("Le", "On"), w.t("Événement", "Event")}, rows)
	rows = nil
	for _, x := range r.NeverShut {
		rows = append(rows, []string{x.Reference, x.ForumName, glossary.Periods(x.Sittings, l)})
	}
	add(w.t("Sessions tenues et non closes", "Sessions held and not closed"), []string{w.t("Session", "Session"), w.t("Cadre", "Forum"), w.t("Tenue", "Held")}, rows)
	rows = nil
	for _, x := range r.TooLate {
		rows = append(rows, []string{x.Session, x.Item.Reference, x.Item.Text, w.eventType(x.What)})
	}
	add(w.t("Constats arrivés après la clôture", "Findings after the close"), []string{w.t("Session", "Session"), reference, text, w.t("Événement", "Event")}, rows)
	rows = nil
	for _, x := range r.Unexamined {
		rows = append(rows, []string{x.Session, x.Item.Reference, x.Item.Text})
	}
	add(w.t("Reconduites sans avoir été examinées", "Carried over without being examined"), []string{w.t("Session", "Session"), reference, text}, rows)
	for _, x := range r.Declared {
		d.Notes = append(d.Notes, glossary.Reference(x.Session, l)+". "+strings.Join(w.declared(x.Totals), "\n"))
	}
	if len(d.Tables) == 0 {
		d.Lines = append(d.Lines, w.t("Rien à signaler.", "Nothing to report."))
	}
	if r.Next != "" {
		d.Notes = append(d.Notes, w.t("La suite : --after ", "More: --after ")+r.Next)
	}
	return d
}
