package report

import (
	"strconv"
	"strings"

	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/projections/register"
)

// Sessions prints a list of sessions.
func Sessions(rows []register.SessionRow, l glossary.Language) Document {
	w := writer{l}
	t := Table{Columns: []Column{{Head: w.t("Référence", "Reference")}, {Head: w.t("Session", "Session"), Share: 3}, {Head: w.t("Tenue", "Held"), Share: 2}, {Head: w.t("Étape", "Stage")},
		{Head: w.t("À examiner", "To examine"), Number: true}, {Head: w.t("Sur sa liste", "On its list"), Number: true}}, Empty: w.t("Aucune.", "None.")}
	for _, r := range rows {
		when := glossary.Periods(r.Sittings, l)
		if when == "" {
			when = glossary.Period(r.Expected, l)
		}
		t.Rows = append(t.Rows, []string{r.Reference, joinNonEmpty(" — ", r.ForumName, r.Title, r.Edition), when, w.word(string(r.Stage)), strconv.Itoa(r.ToExamine), strconv.Itoa(r.Made)})
	}
	return Document{Title: w.t("Sessions", "Sessions"), Tables: []Table{t}}
}

// Forums prints a list of forums.
func Forums(rows []register.ForumRow, l glossary.Language) Document {
	w := writer{l}
	t := Table{Columns: []Column{{Head: "Code"}, {Head: w.t("Cadre", "Forum"), Share: 3}, {Head: w.t("Dépend de", "Under")}, {Head: w.t("Ses sessions examinent", "Its sessions examine"), Share: 2},
		{Head: w.t("Périodicité", "Periodicity"), Share: 1}, {Head: w.t("Sessions", "Sessions"), Number: true}, {Head: w.t("Ouvertes", "Open"), Number: true}}, Empty: w.t("Aucun.", "None.")}
	for _, r := range rows {
		lead := ""
		for _, x := range r.Leads {
			lead = joinNonEmpty(", ", lead, strings.TrimSpace(x.Words+" "+yearOf(x)))
		}
		t.Rows = append(t.Rows, []string{r.Code, joinNonEmpty("\n", r.Name, joinNonEmpty(w.t(" : ", ": "), w.lead(lead), lead)), r.Parent, w.examines(r), r.Rule.Periodicity, strconv.Itoa(r.Sessions), strconv.Itoa(r.Open)})
	}
	return Document{Title: w.t("Cadres", "Forums"), Tables: []Table{t}}
}

func (w writer) lead(names string) string {
	if names == "" {
		return ""
	}
	return w.t("chef de file", "lead")
}

func yearOf(l forum.LeadNamed) string {
	if l.Year == 0 {
		return ""
	}
	return "(" + strconv.Itoa(l.Year) + ")"
}

func (w writer) examines(r register.ForumRow) string {
	switch r.Rule.Examines {
	case forum.AllOpen:
		of := w.t("tout ce qui est ouvert", "all that is open")
		if len(r.Follows) > 0 {
			of += w.t(" de ", " of ") + strings.Join(r.Follows, ", ")
		}
		if r.Rule.Theme != "" {
			of += w.t(", thème ", ", theme ") + r.Rule.Theme
		}
		return of
	case forum.Nothing:
		return w.t("rien", "nothing")
	}
	if r.Rule.Lists > 1 {
		return w.t("les listes des ", "the lists of the ") + strconv.Itoa(r.Rule.Lists) + w.t(" sessions précédentes", " previous sessions")
	}
	return w.t("la liste de la session précédente", "the list of the previous session")
}

// Organizations prints a list of structures.
func Organizations(rows []register.OrganizationRow, l glossary.Language) Document {
	w := writer{l}
	t := Table{Columns: []Column{{Head: "Code"}, {Head: w.t("Sigle", "Acronym")}, {Head: w.t("Nom", "Name"), Share: 3}, {Head: w.t("Dépend de", "Under")}, {Head: w.t("Fusionnée dans", "Merged into")}, {Head: w.t("Ouvertes", "Open"), Number: true}}, Empty: w.t("Aucune.", "None.")}
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{r.Code, r.Acronym, r.Name, r.Parent, r.Successor, strconv.Itoa(r.Open)})
	}
	return Document{Title: w.t("Structures", "Organizations"), Tables: []Table{t}}
}
