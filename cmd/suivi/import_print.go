package main

import (
	"slices"
	"strconv"
	"strings"

	"suivi/adapters/desk"
	"suivi/adapters/export/text"
	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/glossary"
	"suivi/projections/report"
)

// printPlan shows row by row what an import would do.
func (a *app) printPlan(p desk.ImportPlan) error {
	t := report.Table{Columns: []report.Column{{Head: a.t("Ligne", "Line")}, {Head: a.t("Objet", "Subject")}, {Head: a.t("Sort", "Outcome")}, {Head: a.t("Ce qui serait enregistré, ou pourquoi non", "What would be recorded, or why not"), Share: 1}},
		Empty: a.t("Aucune ligne.", "No line.")}
	for _, r := range p.Rows {
		t.Rows = append(t.Rows, []string{r.File + ":" + strconv.Itoa(r.Line), r.Subject, a.outcome(r.Outcome), a.rowSays(r)})
	}
	d := report.Document{Title: a.t("Import", "Import"), Tables: []report.Table{t}}
	for _, f := range p.Faults {
		d.Notes = append(d.Notes, i18n.Explain(f, a.l))
	}
	var totals []string
	for _, o := range desk.ImportOutcomes() {
		if n := p.Count(o); n > 0 {
			totals = append(totals, a.outcome(o)+" : "+strconv.Itoa(n))
		}
	}
	d.Notes = append(d.Notes, strings.Join(totals, " · "))
	if a.json {
		return a.print(p, d)
	}
	return text.Render(a.Stdout, d, a.width())
}

var outcomes = map[importer.Outcome]glossary.Text{
	importer.WillRecord: {FR: "à enregistrer", EN: "to record"},
	importer.Already:    {FR: "déjà enregistrée", EN: "recorded already"},
	importer.Differs:    {FR: "différente", EN: "differs"},
	importer.Rectifies:  {FR: "à rectifier", EN: "to rectify"},
	importer.Asked:      {FR: "à décider", EN: "to settle"},
	importer.Refused:    {FR: "refusée", EN: "refused"},
	importer.Waits:      {FR: "en attente", EN: "waiting"},
}

func (a *app) outcome(o importer.Outcome) string { return outcomes[o].In(a.l) }

func (a *app) rowSays(r desk.ImportRow) string {
	var lines []string
	for _, s := range slices.Concat(r.Steps, r.Notices) {
		lines = append(lines, i18n.Say(s.Code, s.Args, a.l))
	}
	for _, d := range r.Differences {
		lines = append(lines, d.Field+a.t(" : ", ": ")+"« "+d.Old+" » → « "+d.New+" »")
	}
	for _, q := range r.Questions {
		lines = append(lines, i18n.Say(q.Code, q.Args, a.l)+" "+a.t("Choix : ", "Choices: ")+strings.Join(q.Choices, " | "))
	}
	if r.Fault != nil {
		lines = append(lines, i18n.Explain(r.Fault, a.l))
	}
	return strings.Join(lines, "\n")
}
