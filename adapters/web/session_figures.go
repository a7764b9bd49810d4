package web

import (
	"strings"

	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/projections/followup"
)

// tablePart is a part of a session's table or list, which a figure counts.
type tablePart struct {
	name glossary.Text
	n    func(followup.Totals) int
	row  func(followup.Mark) bool // of the table; nil: none
	made func(carried bool) bool  // of the list made; nil: none
}

// tableParts are those that a page can show alone, by their names in the address:
// those of the totals in the API. A page lists partNames, in that order.
var tableParts = map[string]tablePart{
	"a_examiner":    {name: glossary.Text{FR: "à examiner", EN: "to examine"}, n: func(t followup.Totals) int { return t.ToExamine }, row: func(m followup.Mark) bool { return !m.Added }},
	"examinees":     {name: glossary.Text{FR: "examinées", EN: "examined"}, n: func(t followup.Totals) int { return t.Examined }, row: func(m followup.Mark) bool { return m.Examined }},
	"executees":     {name: glossary.Text{FR: "exécutées", EN: "executed"}, n: func(t followup.Totals) int { return t.Executed }, row: retainedAs(domain.Executed)},
	"en_cours":      {name: glossary.Text{FR: "en cours", EN: "in progress"}, n: func(t followup.Totals) int { return t.InProgress }, row: retainedAs(domain.InProgress)},
	"non_realisees": {name: glossary.Text{FR: "non réalisées", EN: "not done"}, n: func(t followup.Totals) int { return t.NotDone }, row: retainedAs(domain.NotDone)},
	"classees":      {name: glossary.Text{FR: "classées", EN: "classed"}, n: func(t followup.Totals) int { return t.Classed }, row: func(m followup.Mark) bool { return m.Classed != "" }},
	"non_examinees": {name: glossary.Text{FR: "non examinées", EN: "not examined"}, n: func(t followup.Totals) int { return t.NotSeen }, row: func(m followup.Mark) bool { return !m.Examined }},
	"reconduites":   {name: glossary.Text{FR: "reconduites parmi les examinées", EN: "carried over of those examined"}, n: func(t followup.Totals) int { return t.Carried }, row: func(m followup.Mark) bool { return m.Examined && m.Carried }},
	"formulees":     {name: glossary.Text{FR: "nouvelles", EN: "new"}, n: func(t followup.Totals) int { return t.Made }, made: func(carried bool) bool { return !carried }},
	// Of no total's own: what rates are of.
	"executees_ou_en_cours": {name: glossary.Text{FR: "exécutées ou en cours", EN: "executed or in progress"}, n: func(t followup.Totals) int { return t.Executed + t.InProgress }, row: func(m followup.Mark) bool {
		return retainedAs(domain.Executed)(m) || retainedAs(domain.InProgress)(m)
	}},
	"dont_sans_objet": {name: glossary.Text{FR: "classées sans objet", EN: "classed as no longer relevant"}, n: func(t followup.Totals) int { return t.NoObject }, row: func(m followup.Mark) bool { return m.Classed == recommendation.MotiveNoObject }},
	"hors_sans_objet": {name: glossary.Text{FR: "examinées, hors sans objet", EN: "examined, but for those no longer relevant"}, n: func(t followup.Totals) int { return t.Examined - t.NoObject }, row: func(m followup.Mark) bool { return m.Examined && m.Classed != recommendation.MotiveNoObject }},
	"sur_sa_liste":    {name: glossary.Text{FR: "sur sa liste", EN: "on its list"}, n: func(t followup.Totals) int { return t.Listed }, made: func(bool) bool { return true }},
}

var partNames = []string{"a_examiner", "examinees", "executees", "en_cours", "non_realisees", "classees", "non_examinees", "reconduites", "sur_sa_liste", "formulees"}

func retainedAs(s domain.State) func(followup.Mark) bool {
	return func(m followup.Mark) bool { return m.Examined && m.Classed == "" && m.State == s }
}

// figures are the totals of the table, each with the rows that it counts.
func (p sessionPage) figures() (all []number) {
	for _, name := range partNames {
		part := tableParts[name]
		n := part.n(p.Table.Totals)
		if n == 0 && (name == "classees" || name == "non_examinees") {
			continue
		}
		all = append(all, number{upperFirst(part.name.In(p.Lang)), n, p.Page("?lignes=" + name)})
	}
	return all
}

// rateParts are what a rate divides by what, as tableParts name them.
var rateParts = map[followup.RateName][2]string{
	followup.RateExecuted:        {"executees", "examinees"},
	followup.RateCumulated:       {"executees_ou_en_cours", "examinees"},
	followup.RateWithoutNoObject: {"executees", "hors_sans_objet"},
	followup.RateCarriedOver:     {"reconduites", "examinees"},
}

// Ratio are the two counts of a rate.
func (p aboutSession) Ratio(r followup.Rate) []number {
	parts := rateParts[r.Name]
	return []number{p.RowsOf(p.Session.Reference, parts[0], r.Numerator), p.RowsOf(p.Session.Reference, parts[1], r.Denominator)}
}

// Number is a numéro of a list as people write it, or the place of what has
// none.
func (h *head) Number(stored string) string {
	place, is := strings.CutPrefix(stored, "p")
	switch {
	case stored == "":
		return "–"
	case is && strings.Trim(place, "0123456789") == "":
		return h.T("point ", "item ") + place
	}
	return stored
}

// Definition says what a rate is of.
func (p aboutSession) Definition(of followup.RateName) string {
	switch of {
	case followup.RateExecuted:
		return p.T("exécutées / examinées", "executed / examined")
	case followup.RateCumulated:
		return p.T("(exécutées + en cours) / examinées", "(executed + in progress) / examined")
	case followup.RateWithoutNoObject:
		return p.T("exécutées / (examinées − classées sans objet)", "executed / (examined − classed as no longer relevant)")
	}
	return p.T("reconduites parmi les examinées / examinées", "carried over of those examined / examined")
}

// Listed says under which numéro something stands on a list.
func (h *head) Listed(stored string) string {
	shown := h.Number(stored)
	if shown != stored {
		return shown
	}
	return h.T("n° ", "no. ") + shown
}
