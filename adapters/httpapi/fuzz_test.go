package httpapi_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
)

// tables are the addresses of tables that the fuzzed service answers.
var tables = []string{"/compteurs", "/recommandations", "/recommandations/CC.2023-1.1", "/recommandations/CC.2023-1.1/historique", "/sessions", "/sessions/CC.2024-1/tableau",
	"/sessions/CC.2024-1/reconductions", "/sessions/CC.2024-1/historique", "/cadres", "/cadres/CC/historique", "/structures", "/structures/MEF/historique",
	"/matrice", "/redevables", "/redevables/MEF", "/audit", "/recherche"}

// orders are the addresses of the commands, each about a thing that is there.
func (z *fuzzed) orders() (all []string) {
	recorded := z.records()
	subjects := map[desk.Subject]string{desk.AForum: "CC", desk.AnOrganization: "MEF", desk.ASession: "CC.2024-1",
		desk.ARecommendation: "CC.2023-1.%d", desk.AnAbsorbingRecord: "CC.2023-1.%d", desk.AnEvent: recorded[len(recorded)-1].ID.String()}
	for _, c := range desk.Commands() {
		all = append(all, strings.Replace(c.Route().Path, "{ref}", subjects[c.Route().About], 1))
	}
	return append(all, "/sessions/CC.2024-1/examen")
}

// FuzzBody sends any body to any command about one of the recommendations.
func FuzzBody(f *testing.F) {
	z := newFuzzed(f)
	all := z.orders()
	f.Fuzz(func(t *testing.T, command, row uint8, body string) {
		path := strings.Replace(all[int(command)%len(all)], "%d", fmt.Sprint(int(row)%rows+1), 1)
		z.asks(t, http.MethodPost, httpapi.Prefix+path, body)
	})
}

// FuzzAddress asks any address by any method.
func FuzzAddress(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, method, address, body string) {
		z.asks(t, method, address, body)
	})
}

// FuzzReference names any thing to every table and command that names one.
func FuzzReference(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, ref, field string) {
		in, _ := jsontext.AppendQuote(nil, strings.ToValidUTF8(field, "?"))
		for _, path := range []string{"/recommandations/%s", "/recommandations/%s/historique", "/sessions/%s/tableau", "/sessions/%s/historique", "/cadres/%s/historique",
			"/structures/%s/historique", "/redevables/%s", "/pieces/%s", "/sessions/CC.2024-1/tableau?au=%s", "/recommandations?session=%s", "/recommandations?cadre=%s", "/recommandations?structure=%s"} {
			z.asks(t, http.MethodGet, httpapi.Prefix+strings.Replace(path, "%s", url.QueryEscape(ref), 1), "")
		}
		for path, body := range map[string]string{
			"/recommandations/%s/constats": `{"etat":"en_cours","session":%s}`, "/recommandations/%s/absorptions": `{"survivante":%s,"genre":"doublon"}`,
			"/sessions/%s/reconductions": `{"recommandation":%s}`, "/sessions/%s/examen": `{"lignes":[{"recommandation":%s,"etat":"en_cours"}]}`,
			"/recommandations/%s/responsables": `{"responsables":[%s]}`, "/structures/%s/fusions": `{"successeur":%s}`, "/cadres/%s/rattachements": `{"parent":%s}`,
		} {
			z.asks(t, http.MethodPost, httpapi.Prefix+strings.Replace(path, "%s", url.PathEscape(ref), 1), strings.Replace(body, "%s", string(in), 1))
		}
	})
}

// FuzzMoment asks a table as of any day and any knowledge, and records on it.
func FuzzMoment(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, table uint8, au, known, today, effect string) {
		q := url.Values{}
		for name, value := range map[string]string{"au": au, "connu_le": known, "aujourdhui": today} {
			if value != "" {
				q.Set(name, value)
			}
		}
		z.asks(t, http.MethodGet, httpapi.Prefix+tables[int(table)%len(tables)]+"?"+q.Encode(), "")
		day, _ := jsontext.AppendQuote(nil, strings.ToValidUTF8(effect, "?"))
		ref := fmt.Sprint(int(table)%rows + 1)
		for path, body := range map[string]string{"/situations": `{"structure":"MEF","etat":"en_cours","effet":%s}`, "/echeances": `{"echeance":%s}`, "/constats": `{"etat":"en_cours","effet":%s,"constate_le":%[1]s}`} {
			z.asks(t, http.MethodPost, httpapi.Prefix+"/recommandations/CC.2023-1."+ref+path, fmt.Sprintf(body, day))
		}
	})
}

// FuzzPosition waits for any position, and follows the stream from any.
func FuzzPosition(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, after, last, from string) {
		z.asks(t, http.MethodGet, httpapi.Prefix+"/compteurs?apres="+url.QueryEscape(after), "")
		z.asks(t, http.MethodGet, httpapi.Prefix+"/compteurs?connu_le=%40"+url.QueryEscape(after), "")
		z.asks(t, http.MethodGet, httpapi.Prefix+"/recommandations?limite=3&curseur="+url.QueryEscape(from), "")
		z.asks(t, http.MethodGet, httpapi.Prefix+"/flux?depuis="+url.QueryEscape(from), "", "Last-Event-ID", last)
	})
}

// FuzzHeader reads and records with any headers.
func FuzzHeader(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, row uint8, match, key, authorization, language, noneMatch, encoding, contentType string) {
		ref := httpapi.Prefix + "/recommandations/CC.2023-1." + fmt.Sprint(int(row)%rows+1)
		given := []string{"If-Match", match, "Idempotency-Key", key, "Authorization", authorization, "Accept-Language", language, "Accept", language,
			"If-None-Match", noneMatch, "Accept-Encoding", encoding, "Content-Type", contentType, "Range", match, "X-Request-Id", key}
		z.asks(t, http.MethodGet, ref, "", given...)
		z.asks(t, http.MethodPost, ref+"/situations", `{"structure":"MEF","etat":"en_cours","mots":"Lettre"}`, given...)
		given[5] = "Bearer " + toRecord
		z.asks(t, http.MethodGet, ref, "", given...)
		z.asks(t, http.MethodPost, ref+"/situations", `{"structure":"MEF","etat":"en_cours","mots":"Lettre"}`, given...)
	})
}

// FuzzQuery asks any table with any filters.
func FuzzQuery(f *testing.F) {
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, table uint8, query string) {
		z.asks(t, http.MethodGet, httpapi.Prefix+tables[int(table)%len(tables)]+"?"+query, "")
	})
}
