package httpapi_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"suivi/cmd/suivi/example"
	"suivi/projections/openitems"
	"suivi/projections/register"
)

// recorded is the example as a secretariat records it through the API: what
// the comité examined in one request, what the débat examined row by row.
func recorded(t *testing.T) *service {
	t.Helper()
	s := secretariat{newService(t), readBook(t, example.Files())}
	s.recordTree()
	s.recordSessions(func(reference string) bool { return reference == "CC-CPS-SCI.2024-1" })
	return s.service
}

func TestTheExampleRecordedThroughTheAPIGivesTheTablesOfItsImport(t *testing.T) {
	sameTables(t, recorded(t), imported(t, example.Files()))
}

// sameTables compares every table of two servers, at present and as of days
// that differ.
func sameTables(t *testing.T, got, want *service) {
	t.Helper()
	paths := []string{"/redevables", "/compteurs", "/matrice", "/audit", "/recommandations", "/recommandations?perdues_de_vue=true", "/sessions", "/structures"}
	var forums []register.ForumRow
	want.get("/cadres").into(t, &forums)
	for _, row := range forums {
		paths = append(paths, "/redevables?cadre="+row.Code, "/matrice?cadre="+row.Code)
	}
	var sessions []register.SessionRow
	want.get("/sessions").into(t, &sessions)
	for _, row := range sessions {
		paths = append(paths, "/sessions/"+row.Reference+"/tableau", "/sessions/"+row.Reference+"/reconductions")
	}
	for _, path := range paths {
		for _, on := range []string{"", "au=2023-12-31", "au=2018-02-21"} {
			asked := path
			if on != "" {
				asked += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + on
			}
			a, b := got.get(asked), want.get(asked)
			switch missing := b.Status == http.StatusNotFound && on != ""; { // a session still to come that day
			case a.Status != b.Status || a.Status != http.StatusOK && !missing:
				t.Errorf("GET %s: %d, want %d: %s", asked, a.Status, b.Status, a.Body)
			case a.Status == http.StatusOK:
				equal(t, "GET "+asked+", imported and recorded", sameIn(t, path, a), sameIn(t, path, b))
			}
		}
	}
}

var identity = regexp.MustCompile(`"[0-7][0-9A-HJKMNP-TV-Z]{25}"`)

// byIdentity are the tables whose rows stand newest first: in the order of
// their identities, which differ from one ledger to another.
var byIdentity = regexp.MustCompile(`^/(audit|recommandations|matrice)`)

// sameIn is what an answer says in every ledger that holds the same: without
// identities, the order that they give, and the position.
func sameIn(t *testing.T, path string, r reply) (v any) {
	t.Helper()
	if err := json.Unmarshal(identity.ReplaceAll(r.Body, []byte(`"identité"`)), &v); err != nil {
		t.Fatal(err)
	}
	if answer, is := v.(map[string]any); is {
		delete(answer, "position")
	}
	if byIdentity.MatchString(path) {
		sortLists(v)
	}
	return v
}

// sortLists puts every list below v in the order of its elements' text.
func sortLists(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, field := range v {
			sortLists(field)
		}
	case []any:
		for i, element := range v {
			sortLists(element)
			b, _ := json.Marshal(element, json.Deterministic(true))
			v[i] = string(b)
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
	}
}

// review is a revue in two phases: the technical session proposes four, the
// political one adopts two as they are or amended and one with another owner,
// and sets one aside; the commission mixte follows what was adopted.
var review = written(map[string]string{
	organizationsFile: "code;sigle;nom;document\nMEF;MEF;Ministère de l'Economie et des Finances;revue\nMS;MS;Ministère de la Santé;revue\n",
	forumsFile: "code;nom;genre;examine;cadres_suivis;document\nREVUE-CREDD;Revue annuelle CREDD;revue;rien;;revue\n" +
		"COMMISSION-MIXTE;Commission mixte Mali-PTF;commission mixte;tout_ouvert;REVUE-CREDD;revue\n",
	sessionsFile: "cadre;code;phase;valide;date;close_le;document\nREVUE-CREDD;2023-T;technique;;31 août au 1er septembre 2023;1er septembre 2023;aide-mémoire\n" +
		"REVUE-CREDD;2023-P;politique;REVUE-CREDD.2023-T;5 septembre 2023;5 septembre 2023;relevé\nCOMMISSION-MIXTE;2024-1;;;12 mars 2024;;relevé\n",
	listsFile: "cadre;session;numero;texte;structures;valide;ecarte;motif;document\n" +
		"REVUE-CREDD;2023-T;1;Publier les comptes;MEF;;;;aide-mémoire\nREVUE-CREDD;2023-T;2;Recruter des agents;MS;;;;aide-mémoire\n" +
		"REVUE-CREDD;2023-T;3;Tenir un atelier;MS;;;;aide-mémoire\nREVUE-CREDD;2023-T;4;Financer les centres de santé;MS;;;;aide-mémoire\n" +
		"REVUE-CREDD;2023-P;1;;;REVUE-CREDD.2023-T.1;;;relevé\nREVUE-CREDD;2023-P;2;Recruter deux cents agents;;REVUE-CREDD.2023-T.2;;;relevé\n" +
		"REVUE-CREDD;2023-P;;;;;REVUE-CREDD.2023-T.3;sans objet;relevé\nREVUE-CREDD;2023-P;3;;MEF;REVUE-CREDD.2023-T.4;;;relevé\n",
	findingsFile: "cadre;session;numero;etat;observation;document\nCOMMISSION-MIXTE;2024-1;1;Exécutée;;relevé\nCOMMISSION-MIXTE;2024-1;2;En cours;Contraintes budgétaires;relevé\n" +
		"COMMISSION-MIXTE;2024-1;3;Non réalisée;;relevé\n",
})

func TestATwoPhaseReviewRecordedThroughTheAPIGivesTheTablesOfItsImport(t *testing.T) {
	s := secretariat{newService(t), readBook(t, review)}
	s.recordTree()
	s.recordSessions(func(string) bool { return true })
	sameTables(t, s.service, imported(t, review))

	adopted := ask[openitems.List](t, s.service, "/recommandations?session=REVUE-CREDD.2023-P").Items
	said := map[string]string{}
	for _, i := range adopted {
		said[i.Reference] = i.Text + ", " + i.Owners[0].Code + ", " + i.State.String()
	}
	equal(t, "adopted", said, map[string]string{
		"REVUE-CREDD.2023-P.1": "Publier les comptes, MEF, executee", "REVUE-CREDD.2023-P.2": "Recruter deux cents agents, MS, en_cours",
		"REVUE-CREDD.2023-P.3": "Financer les centres de santé, MEF, non_realisee",
	})
	equal(t, "set aside", ask[register.Item](t, s.service, "/recommandations/REVUE-CREDD.2023-T.3").Standing.String(), "ecartee")
	counts := ask[openitems.Counts](t, s.service, "/compteurs?au=2023-09-04")
	equal(t, "what is only proposed binds nobody", counts.Open.Open, 0)
	equal(t, "open after the commission", ask[openitems.Counts](t, s.service, "/compteurs").Open.Open, 2)
}
