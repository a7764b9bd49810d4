// Package glossary holds the words that people read for what the ledger
// stores: French first, English second. A stored name never changes for the
// sake of a word.
package glossary

import (
	"strconv"
	"strings"

	"suivi/domain"
)

// Language is the reader's: French or English.
type Language string

// The two languages.
const (
	French  Language = "fr"
	English Language = "en"
)

// Text is the same words in both languages.
type Text struct{ FR, EN string }

// In gives the words in language l; French where there are no others.
func (t Text) In(l Language) string {
	if l == English && t.EN != "" {
		return t.EN
	}
	return t.FR
}

// Words names stored values: états, standings, stages, reasons, scopes. The key is the
// stored name.
var Words = map[string]Text{
	"formulee":     {"formulée", "made"},
	"en_cours":     {"en cours", "in progress"},
	"executee":     {"exécutée", "executed"},
	"non_realisee": {"non réalisée", "not done"},
	"reconduite":   {"reconduite", "carried over"},

	"proposee":             {"proposée", "proposed"},
	"ouverte":              {"ouverte", "open"},
	"classee":              {"classée", "classed"},
	"ecartee":              {"écartée", "set aside"},
	"absorbee":             {"absorbée", "absorbed"},
	"entree_par_erreur":    {"entrée par erreur", "entered by mistake"},
	"planifiee":            {"planifiée", "planned"},
	"tenue":                {"tenue, non close", "held, not closed"},
	"close":                {"close", "closed"},
	"annulee":              {"annulée", "cancelled"},
	"non_examinee":         {"non examinée", "not examined"},
	"non_reconduite":       {"non reconduite", "not carried over"},
	"sans_objet":           {"sans objet", "no longer relevant"},
	"non_retenue":          {"non retenue", "not retained"},
	"retiree":              {"retirée", "withdrawn"},
	"scindee":              {"scindée", "split"},
	"autre":                {"autre motif", "other reason"},
	"chef_de_file":         {"chef de file", "lead"},
	"associee":             {"associée", "associated"},
	"taux_d_execution":     {"taux d'exécution", "rate of execution"},
	"taux_cumule":          {"taux cumulé (exécutées et en cours)", "cumulated rate (executed and in progress)"},
	"taux_hors_sans_objet": {"taux d'exécution hors sans objet", "rate of execution without those no longer relevant"},
	"taux_de_reconduction": {"taux de reconduction", "rate of carry-over"},
	"unique":               {"unique", "single"},
	"technique":            {"technique", "technical"},
	"politique":            {"politique", "political"},
	"liste_precedente":     {"liste de la session précédente", "list of the session before"},
	"tout_ouvert":          {"tout ce qui est ouvert", "all that is open"},
	"rien":                 {"rien", "nothing"},
	"declarations":         {"déclarations", "declarations"},
	"session":              {"session", "session"},
	"ordinaire":            {"ordinaire", "ordinary"},
	"extraordinaire":       {"extraordinaire", "extraordinary"},
	"regle":                {"la règle du cadre", "the forum's rule"},
	"secretariat":          {"le secrétariat", "the secretariat"},
	"doublon":              {"doublon", "duplicate"},
	"fusion":               {"fusion", "merger"},
	"reprise_de":           {"reprise de", "taken from"},
	"issue_de":             {"issue de", "issued from"},
	"repondue_par":         {"à laquelle répond", "answered by"},
	"recommandation":       {"recommandation", "recommendation"},
	"decision":             {"décision", "decision"},
	"engagement":           {"engagement", "commitment"},
	"directive":            {"directive", "directive"},
	"validee":              {"validée", "validated"},

	"structures":      {"structures", "organizations"}, // kinds of imported tables
	"cadres":          {"cadres", "forums"},
	"sessions":        {"sessions", "sessions"},
	"recommandations": {"recommandations", "recommendations"},
	"examen":          {"examen", "examination"},
	"totaux":          {"totaux", "totals"},
	"decisions":       {"décisions", "decisions"},

	"structure":     {"structure", "organization"},
	"perdue_de_vue": {"perdue de vue", "dropped"},

	"compter":     {"compter", "count"},
	"lire":        {"lire", "read"},
	"enregistrer": {"enregistrer", "record"},
	"valide":      {"valide", "valid"},
	"expire":      {"expiré", "expired"},
	"revoque":     {"révoqué", "revoked"},
}

// Word names a stored value in language l; the value itself where it has no
// name.
func Word(stored string, l Language) string {
	if t, known := Words[stored]; known {
		return t.In(l)
	}
	return stored
}

var months = [...]Text{{}, {"janvier", "January"}, {"février", "February"}, {"mars", "March"}, {"avril", "April"}, {"mai", "May"}, {"juin", "June"},
	{"juillet", "July"}, {"août", "August"}, {"septembre", "September"}, {"octobre", "October"}, {"novembre", "November"}, {"décembre", "December"}}

// Day writes a day in full: "1er juin 2024", "1 June 2024"; nothing for no day.
func Day(d domain.Day, l Language) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Date()
	first := strconv.Itoa(day)
	if day == 1 && l != English {
		first = "1er"
	}
	return first + " " + months[m].In(l) + " " + strconv.Itoa(y)
}

// ShortDay writes 27/01/2023; nothing for no day.
func ShortDay(d domain.Day) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Date()
	return pad(day) + "/" + pad(int(m)) + "/" + strconv.Itoa(y)
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Period writes when something was or is due: the source's own words where it
// has some, else its days.
func Period(p domain.Period, l Language) string {
	switch {
	case p.Words != "":
		return p.Words
	case p.From == p.To:
		return Day(p.To, l)
	case p.From == 0:
		return Text{"jusqu'au ", "until "}.In(l) + Day(p.To, l)
	case p.To == 0:
		return Text{"à partir du ", "from "}.In(l) + Day(p.From, l)
	}
	return Text{"du ", "from "}.In(l) + Day(p.From, l) + Text{" au ", " to "}.In(l) + Day(p.To, l)
}

// Periods joins several.
func Periods(all []domain.Period, l Language) string {
	parts := make([]string, len(all))
	for i, p := range all {
		parts[i] = Period(p, l)
	}
	return strings.Join(parts, Text{" puis ", " then "}.In(l))
}

// Reference shows a typed reference as people write it: "CC-CPS-SCI.2023-1.3"
// becomes "CC-CPS-SCI 2023/1, n° 3", and a place without a numéro "…, point 3".
func Reference(typed string, l Language) string {
	parts := strings.SplitN(typed, ".", 3)
	if len(parts) < 2 {
		return typed
	}
	shown := parts[0] + " " + strings.Replace(parts[1], "-", "/", 1)
	if len(parts) < 3 {
		return shown
	}
	if place, is := strings.CutPrefix(parts[2], "p"); is {
		if _, err := strconv.Atoi(place); err == nil {
			return shown + Text{", point ", ", item "}.In(l) + place
		}
	}
	return shown + Text{", n° ", ", no. "}.In(l) + parts[2]
}
