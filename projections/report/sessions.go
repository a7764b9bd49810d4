package report

import (
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// FollowUp prints the tableau de suivi of a session.
func FollowUp(t followup.Table, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Tableau de suivi — ", "Follow-up table — ") + w.session(t.Session)}
	d.Lines = w.head(t.Session)
	if t.AsClosed {
		d.Lines = append(d.Lines, w.t("Tableau tel que clos.", "Table as closed."))
	}
	examined := Table{Caption: w.t("Recommandations examinées", "Recommendations examined"), Columns: []Column{
		{Head: w.t("N°", "No.")}, {Head: w.t("Recommandation", "Recommendation"), Share: 5}, {Head: w.t("Structures responsables", "Owners"), Share: 2},
		{Head: w.t("État retenu", "Retained")}, {Head: w.t("Constat et observations", "Finding and remarks"), Share: 3}, {Head: w.t("Suite", "Then")}},
		Empty: w.t("Cette session n'avait rien à examiner.", "This session had nothing to examine.")}
	several := t.Several()
	for _, r := range t.Rows {
		number := r.Number
		if several && r.From != "" {
			number += "\n" + glossary.Reference(r.From, l)
		}
		examined.Rows = append(examined.Rows, []string{number, r.Item.Text, w.owners(r.Item), w.retained(r), joinNonEmpty(" — ", r.Words, r.Observation), w.then(r)})
	}
	d.Tables = append(d.Tables, examined, w.totals(t))
	made := Table{Caption: w.t("Liste arrêtée par la session", "List made by the session"), Columns: []Column{
		{Head: w.t("N°", "No.")}, {Head: w.t("Recommandation", "Recommendation"), Share: 5}, {Head: w.t("Structures responsables", "Owners"), Share: 2}, {Head: w.t("Origine", "Origin"), Share: 1}},
		Empty: w.t("Cette session n'a pas fait de liste.", "This session made no list.")}
	for _, m := range t.Made {
		origin := w.t("nouvelle", "new")
		if m.Carried {
			origin = w.t("reconduite de ", "carried over from ") + glossary.Reference(m.Was, l)
		}
		made.Rows = append(made.Rows, []string{number(m.Number, m.Place, w), m.Item.Text, w.owners(m.Item), origin})
	}
	d.Tables = append(d.Tables, made)
	if len(t.Since) > 0 {
		d.Tables = append(d.Tables, w.since(t.Since))
	}
	d.Notes = append(d.Notes, t.Sentence)
	for _, declared := range t.Declared {
		d.Notes = append(d.Notes, w.declared(declared)...)
	}
	return d
}

func number(printed string, place int, w writer) string {
	if printed != "" {
		return printed
	}
	return w.t("point ", "item ") + strconv.Itoa(place)
}

func (w writer) session(h register.Head) string {
	name := h.ForumName
	if name == "" {
		name = h.Forum
	}
	return name + ", " + glossary.Reference(h.Reference, w.l)
}

// head says when and where a session sat, and how far it has come.
func (w writer) head(h register.Head) []string {
	var lines []string
	if h.Title != "" {
		lines = append(lines, h.Title)
	}
	when := glossary.Periods(h.Sittings, w.l)
	if when == "" && !h.Expected.IsZero() {
		when = w.t("prévue : ", "expected: ") + glossary.Period(h.Expected, w.l)
	}
	stage := w.word(string(h.Stage))
	if h.ClosedOn != 0 {
		stage = w.t("close le ", "closed on ") + glossary.Day(h.ClosedOn, w.l)
	}
	return append(lines, joinNonEmpty(" · ", when, h.Venue, stage))
}

func (w writer) owners(i register.Item) string {
	var names []string
	for _, o := range i.Owners {
		name := o.Path
		if o.Role != domain.RoleUnspecified {
			name += " (" + w.word(string(o.Role)) + ")"
		}
		names = append(names, name)
	}
	if len(names) == 0 && i.Addressee != "" {
		return w.t("à l'attention de : ", "for the attention of: ") + i.Addressee
	}
	return strings.Join(names, "\n")
}

func (w writer) retained(r followup.Row) string {
	switch {
	case r.Classed != "":
		return w.t("classée : ", "classed: ") + w.word(r.Classed)
	case r.Examined:
		return w.word(r.State.String())
	}
	return w.t("non examinée", "not examined")
}

func (w writer) then(r followup.Row) string {
	if r.CarriedOver != "" {
		return w.t("reconduite, n° ", "carried over, no. ") + r.CarriedOver
	}
	return ""
}

func (w writer) totals(t followup.Table) Table {
	out := Table{Caption: w.t("Totaux et taux", "Totals and rates"), Columns: []Column{{Head: w.t("Mesure", "Measure"), Share: 3}, {Head: w.t("Valeur", "Value"), Number: true}, {Head: w.t("Calcul", "From")}}}
	count := func(fr, en string, n int) {
		out.Rows = append(out.Rows, []string{w.t(fr, en), strconv.Itoa(n), ""})
	}
	count("À examiner", "To examine", t.Totals.ToExamine)
	count("Examinées", "Examined", t.Totals.Examined)
	count("dont exécutées", "of which executed", t.Totals.Executed)
	count("dont en cours", "of which in progress", t.Totals.InProgress)
	count("dont non réalisées", "of which not done", t.Totals.NotDone)
	if t.Totals.Classed > 0 {
		count("dont classées", "of which classed", t.Totals.Classed)
	}
	for _, r := range t.Rates {
		value := w.t("pas de taux", "no rate")
		if r.Percent != "" {
			value = r.Percent + " %"
		}
		out.Rows = append(out.Rows, []string{upperFirst(w.word(string(r.Name))), value, strconv.Itoa(r.Numerator) + "/" + strconv.Itoa(r.Denominator)})
	}
	return out
}

func (w writer) since(changes []followup.Change) Table {
	t := Table{Caption: w.t("Rectifié depuis la clôture", "Rectified since the close"), Columns: []Column{
		{Head: w.t("N°", "No.")}, {Head: w.t("Champ", "Field")}, {Head: w.t("À la clôture", "At the close"), Share: 1}, {Head: w.t("Aujourd'hui", "Today"), Share: 1}}}
	for _, c := range changes {
		t.Rows = append(t.Rows, []string{c.Number, Field(c.Field, w.l), w.word(c.Closed), w.word(c.Now)})
	}
	return t
}

var fields = map[string]glossary.Text{
	"ligne":              {FR: "ligne", EN: "row"},
	"numero":             {FR: "numéro", EN: "number"},
	"texte":              {FR: "texte", EN: "text"},
	"responsables":       {FR: "structures responsables", EN: "owners"},
	"echeance":           {FR: "échéance", EN: "due"},
	"etat_retenu":        {FR: "état retenu", EN: "state retained"},
	"classee":            {FR: "classement", EN: "classing"},
	"constat":            {FR: "constat", EN: "finding"},
	"observation":        {FR: "observation", EN: "observation"},
	"reconduite_sous":    {FR: "reconduite sous le n°", EN: "carried over as no."},
	"liste_faite":        {FR: "n° sur la liste faite", EN: "no. on the list made"},
	"texte_fait":         {FR: "texte sur la liste faite", EN: "text on the list made"},
	"responsables_faits": {FR: "structures responsables sur la liste faite", EN: "owners on the list made"},
	"echeance_faite":     {FR: "échéance sur la liste faite", EN: "due on the list made"},
	"intitule":           {FR: "intitulé de la session", EN: "title of the session"},
	"edition":            {FR: "édition", EN: "edition"},
	"exercice":           {FR: "exercice", EN: "year"},
	"phase":              {FR: "phase de la session", EN: "phase of the session"},
	"seances":            {FR: "jours de la session", EN: "days of the session"},
	"lieu":               {FR: "lieu de la session", EN: "place of the session"},
}

// Field names what changed in a row, a followup.Change's Field.
func Field(name string, l glossary.Language) string {
	if words, known := fields[name]; known {
		return words.In(l)
	}
	return name
}

// declared says, a line a rate, what was printed and what its counts give.
func (w writer) declared(d followup.Declared) []string {
	var lines []string
	counts := ""
	for _, c := range []struct {
		n      *int
		fr, en string
	}{{d.Executed, "exécutées", "executed"}, {d.InProgress, "en cours", "in progress"}, {d.NotDone, "non réalisées", "not done"}, {d.NoObject, "sans objet", "no longer relevant"}, {d.Total, "au total", "in all"}} {
		if c.n != nil {
			counts = joinNonEmpty(", ", counts, strconv.Itoa(*c.n)+" "+w.t(c.fr, c.en))
		}
	}
	lines = append(lines, joinNonEmpty(" : ", w.t("Totaux déclarés, ", "Declared totals, ")+d.Subject, counts))
	for _, r := range d.Rates {
		line := "  " + r.Name + w.t(" : déclaré ", ": declared ") + r.Printed
		if r.Computed == "" {
			lines = append(lines, line+w.t(" (aucun nombre déclaré ne permet de le vérifier)", " (no declared count allows it to be checked)"))
			continue
		}
		line += w.t(", calculé ", ", computed ") + r.Computed + " %"
		switch {
		case r.Truncated:
			line += w.t(" (tronqué, non arrondi)", " (cut, not rounded)")
		case r.Gap != "+0,00":
			line += w.t(", écart ", ", gap ") + r.Gap
			if r.Denominator != 0 {
				line += w.t(" ; le taux déclaré serait celui d'un total de ", "; the declared rate would be that of a total of ") + strconv.Itoa(r.Denominator)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// CarryOver prints what a session carries on and what it left.
func CarryOver(c carryover.List, l glossary.Language) Document {
	w := writer{l}
	d := Document{Title: w.t("Reconductions — ", "Carry-overs — ") + w.session(c.Session), Lines: w.head(c.Session)}
	carried := Table{Caption: w.t("Reconduites", "Carried over"), Columns: []Column{
		{Head: w.t("N°", "No.")}, {Head: w.t("Recommandation", "Recommendation"), Share: 5}, {Head: w.t("Ancienne référence", "Former reference")},
		{Head: w.t("Fois", "Times"), Number: true}, {Head: w.t("Âge", "Age")}, {Head: w.t("Structures responsables", "Owners"), Share: 2}},
		Empty: w.t("Aucune recommandation reconduite.", "No recommendation carried over.")}
	for _, r := range c.Carried {
		carried.Rows = append(carried.Rows, []string{r.Number, r.Item.Text, glossary.Reference(r.Was, l), strconv.Itoa(r.Item.CarriedTimes), w.age(r.Age), w.owners(r.Item)})
	}
	left := Table{Caption: w.t("À décider, laissées sans suite", "To be decided, left without a word"), Columns: []Column{
		{Head: w.t("N°", "No.")}, {Head: w.t("Recommandation", "Recommendation"), Share: 5}, {Head: w.t("État retenu", "Retained")}, {Head: w.t("Âge", "Age")}, {Head: w.t("Structures responsables", "Owners"), Share: 2}},
		Empty: w.t("La session a décidé de tout.", "The session decided on everything.")}
	for _, r := range c.Undecided {
		state := w.t("non examinée", "not examined")
		if r.Examined {
			state = w.word(r.State.String())
		}
		left.Rows = append(left.Rows, []string{r.Number, r.Item.Text, state, w.age(r.Age), w.owners(r.Item)})
	}
	d.Tables = []Table{carried, left}
	return d
}

func (w writer) age(a carryover.Age) string {
	return plural(a.Sessions, w.t("session", "session"), w.t("sessions", "sessions")) + ", " + plural(a.Years, w.t("an", "year"), w.t("ans", "years"))
}

func plural(n int, one, many string) string {
	if n < 2 {
		return strconv.Itoa(n) + " " + one
	}
	return strconv.Itoa(n) + " " + many
}

func joinNonEmpty(by string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}

func upperFirst(s string) string {
	for i, r := range s {
		if i > 0 {
			return strings.ToUpper(s[:i]) + s[i:]
		}
		_ = r
	}
	return strings.ToUpper(s)
}
