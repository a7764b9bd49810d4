package httpapi_test

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"suivi/adapters/httpapi"
	"suivi/projections/followup"
)

// recordSessions plans every session, then records what each did, in the order
// in which the files have them. whole says which are examined in one request.
func (s secretariat) recordSessions(whole func(reference string) bool) {
	for _, r := range s.book[sessionsFile] {
		if r["precede"] == "" {
			s.plan(r)
			s.hold(r)
		}
	}
	for _, r := range s.book[sessionsFile] {
		if r["precede"] != "" { // it can be said once that one is known
			s.plan(r)
			s.hold(r)
		}
	}
	for _, r := range s.book[sessionsFile] {
		s.validateAll(r)
		s.examine(r, whole(r.reference()))
		s.list(r)
		s.declare(r)
		if r["close_le"] != "" {
			s.send(r.at("clotures"), row{}, fields{"effet": r["close_le"]})
		}
	}
}

// reference is that of the session which a row is about.
func (r row) reference() string { return r["cadre"] + "." + cmp.Or(r["session"], r["code"]) }

func (r row) at(what string) string { return "/sessions/" + url.PathEscape(r.reference()) + "/" + what }

func (s secretariat) plan(r row) {
	s.send("/sessions", r, fields{"cadre": r["cadre"], "code": r["code"], "intitule": r["intitule"], "exercice": s.number(r["exercice"]), "edition": r["edition"],
		"phase": r["phase"], "precede": r["precede"], "valide": r["valide"], "effet": s.planned(r)})
}

// planned is the day since which the session is said to be planned.
func (s secretariat) planned(r row) string { return cmp.Or(r["date"], since) }

// hold says when the session sat; of one whose day nobody knows, that it did.
func (s secretariat) hold(r row) {
	days := []string{}
	if r["date"] != "" {
		days = []string{r["date"]}
	}
	s.send(r.at("tenues"), r, fields{"seances": days, "lieu": r["lieu"]})
}

// of gives the rows of a file that are about a session.
func (s secretariat) of(file string, session row) (all []row) {
	for _, r := range s.book[file] {
		if r.reference() == session.reference() {
			all = append(all, r)
		}
	}
	return all
}

// decided is what a person chose of a cell that may be read in several ways.
func (s secretariat) decided(column, cell, context string) string {
	for _, d := range s.book[decisionsFile] {
		if d["champ"] == column && d["lu"] == cell && (cell != "" || d["contexte"] == context) {
			return d["decision"]
		}
	}
	return cell
}

func (s secretariat) owners(r row) []string {
	if r["structures"] == "" {
		return nil
	}
	return []string{s.decided("structures", r["structures"], "")}
}

func (s secretariat) list(session row) {
	for _, r := range s.of(listsFile, session) {
		switch {
		case r["valide"]+r["ecarte"] != "":
		case r["reprend"] != "":
			s.send(session.at("reconductions"), r, fields{"recommandation": r["reprend"], "numero": r["numero"]})
		default:
			s.send(session.at("recommandations"), r, fields{"numero": r["numero"], "texte": r["texte"], "responsables": s.owners(r), "a_l_attention_de": r["a_l_attention_de"]})
		}
	}
}

// validateAll has a political session adopt, amend or set aside.
func (s secretariat) validateAll(session row) {
	for _, r := range s.of(listsFile, session) {
		if r["valide"] != "" {
			f := fields{"recommandation": r["valide"], "numero": r["numero"], "texte": r["texte"]}
			if r["structures"] != "" {
				f["responsables"] = s.owners(r)
			}
			s.send(session.at("validations"), r, f)
		}
		if r["ecarte"] != "" {
			s.send("/recommandations/"+r["ecarte"]+"/mises-a-l-ecart", r, fields{"session": session.reference(), "motif": r["motif"]})
		}
	}
}

// examine fixes the list and records what the session found of it: in one
// request, or one by one.
func (s secretariat) examine(session row, whole bool) {
	rows := s.of(findingsFile, session)
	if len(rows) == 0 {
		return
	}
	s.send(session.at("listes"), row{}, fields{})
	var table followup.Table
	s.get(session.at("tableau")).into(s.t, &table)
	known := map[string]followup.Row{}
	for _, r := range table.Rows {
		known[r.Number] = r
	}
	var lines []fields
	for _, r := range rows {
		of := known[r["numero"]].Item
		f := fields{"etat": s.decided("etat", r["etat"], r["observation"]), "constat": r["etat"], "observation": r["observation"]}
		if !whole {
			f["session"] = session.reference()
			s.send("/recommandations/"+of.Reference+"/constats", r, f)
			continue
		}
		f["recommandation"], f["version"], f["source"] = of.Reference, of.Version, sourceOf(r)
		lines = append(lines, f)
	}
	if whole {
		s.examined(session, lines)
	}
}

func (s secretariat) examined(session row, lines []fields) {
	var answer struct {
		Recorded int `json:"enregistrees"`
	}
	w := s.do(http.MethodPost, httpapi.Prefix+session.at("examen"), s.json(fields{"lignes": lines}))
	w.into(s.t, &answer)
	if w.Status != http.StatusOK || answer.Recorded != len(lines) {
		s.t.Fatalf("%d %s", w.Status, w.Body)
	}
}

// counted is the figure of "vingt-deux (22)".
var counted = regexp.MustCompile(`\((\d+)\)`)

func (s secretariat) declare(session row) {
	for _, r := range s.of(totalsFile, session) {
		f := fields{"objet": r["objet"], "mots": r["mots"], "effet": session["date"]}
		for _, column := range []string{"total", "executees", "en_cours", "non_realisees"} {
			if figure := counted.FindStringSubmatch(r[column]); figure != nil {
				f[column] = s.number(strings.TrimLeft(figure[1], "0"))
			}
		}
		if r["taux"] != "" {
			f["taux"] = []fields{{"nom": r["nom_du_taux"], "imprime": r["taux"]}}
		}
		s.send(session.at("totaux"), r, f)
	}
}
