package httpapi_test

import (
	"cmp"
	"strconv"

	"github.com/go-json-experiment/json"
)

// secretariat records files through the API alone, as the one who holds them
// would: row by row, and what a session found out of the table that the API
// gives of what it has to examine.
type secretariat struct {
	*service
	book
}

// since is a day before all sessions, from which what always held is said to
// hold.
const since = "1er janvier 2000"

// fields are of a request; those that are empty are not sent.
type fields map[string]any

func (s secretariat) send(path string, of row, f fields) {
	s.t.Helper()
	for name, value := range f {
		if value == "" || value == 0 {
			delete(f, name)
		}
	}
	if source := sourceOf(of); len(source) > 0 {
		f["source"] = source
	}
	s.post(path, s.json(f))
}

func (s secretariat) json(f fields) string {
	b, err := json.Marshal(f, json.Deterministic(true))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(b)
}

func sourceOf(of row) map[string]string {
	source := map[string]string{}
	for _, column := range []string{"document", "page", "tableau", "cellule"} {
		if of[column] != "" {
			source[column] = of[column]
		}
	}
	return source
}

func (s secretariat) recordTree() {
	for _, r := range s.book[organizationsFile] {
		s.send("/structures", r, fields{"code": r["code"], "sigle": r["sigle"], "nom": r["nom"], "parent": r["parent"], "genre": r["genre"]})
	}
	for _, r := range s.book[forumsFile] {
		at, from := "/cadres/"+r["code"], cmp.Or(r["valide_du"], since)
		if r["nom"] != "" {
			s.send("/cadres", r, fields{"code": r["code"], "nom": r["nom"], "genre": r["genre"], "parent": r["parent"]})
		}
		if r["secretariat"] != "" {
			s.send(at+"/secretariats", r, fields{"mots": r["secretariat"], "effet": from})
		}
		if r["chef_de_file"] != "" {
			s.send(at+"/chefs-de-file", r, fields{"mots": r["chef_de_file"], "annee": s.number(r["annee"]), "effet": from})
		}
		rule := fields{"periodicite": r["periodicite"], "examine": r["examine"], "effet": from}
		if r["cadres_suivis"] != "" {
			rule["cadres"] = []string{r["cadres_suivis"]}
		}
		if r["periodicite"]+r["examine"]+r["cadres_suivis"] != "" {
			s.send(at+"/regles", r, rule)
		}
	}
}

func (s secretariat) number(text string) int {
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}
