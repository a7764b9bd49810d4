package httpapi_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/ledger"
)

// refuses asks that a request is refused with a status, a code and a place,
// and records nothing.
func (s *service) refuses(path, body string, status int, code, place string, headers ...string) {
	s.t.Helper()
	before := len(s.records())
	w := s.do(http.MethodPost, httpapi.Prefix+path, body, headers...)
	var p problem
	w.into(s.t, &p)
	var at string
	if len(p.Errors) > 0 {
		at = p.Errors[0].Location
	}
	if w.Status != status || p.Code != code || at != place {
		s.t.Errorf("POST %s %.80s: %d %s at %q, want %d %s at %q", path, body, w.Status, p.Code, at, status, code, place)
	}
	if len(s.records()) != before {
		s.t.Errorf("POST %s was refused and recorded", path)
	}
}

func TestAKeyIsForOneRequestWhateverItFounds(t *testing.T) {
	s := newService(t)
	s.toExamine()
	for n, requests := range [][2]string{
		{"/structures", `{"code":"FA","nom":"Fonds A"}`}, {"/structures", `{"code":"FB","nom":"Fonds B"}`},
		{"/sessions", `{"cadre":"CC","prevue":"2025-06"}`}, {"/sessions", `{"cadre":"CC","prevue":"2025-12"}`},
		{"/recommandations/CC.2023-1.1/echeances", `{"echeance":"2025-06-30"}`}, {"/recommandations/CC.2023-1.2/echeances", `{"echeance":"2025-06-30"}`},
	} {
		path, body, key := requests[0], requests[1], newKey(n/2)
		if n%2 == 1 {
			s.refuses(path, body, http.StatusUnprocessableEntity, ledger.RefusedCommandReused, "", "Idempotency-Key", key)
			continue
		}
		first := s.do(http.MethodPost, httpapi.Prefix+path, body, "Idempotency-Key", key)
		before := len(s.records())
		again := s.do(http.MethodPost, httpapi.Prefix+path, strings.ReplaceAll(body, ":", " : "), "Idempotency-Key", key)
		if first.Status != http.StatusOK || !bytes.Equal(first.Body, again.Body) || len(s.records()) != before {
			t.Errorf("%s\nagain: %s", first.Body, again.Body)
		}
		if w := s.do(http.MethodPost, httpapi.Prefix+path, body, "Idempotency-Key", key, "Accept-Language", "en"); w.Status != http.StatusOK || !bytes.Contains(w.Body, []byte(`"phrase":"the `)) || len(s.records()) != before {
			t.Errorf("in the other language: %s", w.Body)
		}
	}
}

// TestARetryIsAnsweredOnceItsRecordIsAbsorbed: by this server, and by one that
// was started since.
func TestARetryIsAnsweredOnceItsRecordIsAbsorbed(t *testing.T) {
	s := newService(t)
	s.toExamine()
	path, body, key := "/recommandations/CC.2023-1.1/constats", `{"etat":"en_cours","session":"CC.2024-1"}`, newKey(1)
	first := s.post(path, body, "Idempotency-Key", key)
	s.post("/recommandations/CC.2023-1.1/absorptions", `{"survivante":"CC.2023-1.2","genre":"doublon"}`)
	before := len(s.records())
	o := s.server.Options
	o.Desk = &desk.Desk{Ledger: o.Desk.Ledger, Runner: o.Desk.Runner, Evidence: o.Desk.Evidence, Place: o.Desk.Place}
	restarted := httpapi.New(o)
	for _, server := range []*httpapi.Server{s.server, restarted} {
		s.server = server
		if again := s.post(path, body, "Idempotency-Key", key); fmt.Sprint(again) != fmt.Sprint(first) {
			t.Errorf("%+v\nfirst %+v", again, first)
		}
	}
	if len(s.records()) != before {
		t.Error("recorded twice")
	}
}

func TestAVersionIsReadAsProxiesWriteItAndNoneIsMadeUp(t *testing.T) {
	s := newService(t)
	s.toExamine()
	path := "/recommandations/CC.2023-1.1/echeances"
	s.post(path, `{"echeance":"2025-06-30"}`, "If-Match", `W/"0"`)
	s.refuses(path, `{"echeance":"2025-07-31"}`, http.StatusPreconditionFailed, ledger.RefusedStale, "", "If-Match", `"0"`)
	s.refuses(path, `{"echeance":"2025-07-31"}`, http.StatusPreconditionFailed, ledger.RefusedNoVersion, "", "If-Match", `"99"`)
}

func TestAnExaminationIsBoundedAndItsVersionsAreItsRows(t *testing.T) {
	s := newService(t)
	s.toExamine()
	path := strings.TrimPrefix(examinationURL, httpapi.Prefix)
	s.refuses(path, examination("en_cours"), http.StatusUnprocessableEntity, "examen.version_par_ligne", "header.If-Match", "If-Match", `"1"`)
	many := `{"lignes":[` + strings.Repeat(`{"recommandation":"CC.2023-1.99","etat":"en_cours"},`, desk.MaxRows) + `{"recommandation":"CC.2023-1.99","etat":"en_cours"}]}`
	s.refuses(path, many, http.StatusUnprocessableEntity, desk.RefusedTooMany, "body.lignes")
	w := s.do(http.MethodPost, examinationURL, `{"lignes":[{"recommandation":"CC.2023-1.99","etat":"en_cours"}]}`)
	var examined httpapi.Examined
	w.into(t, &examined)
	if now := s.desk.Runner.Seen(); examined.Refused != 1 || examined.Position != now || w.Header.Get("Suivi-Position") != now.String() {
		t.Errorf("where nothing is recorded: %v %s", w.Header, w.Body)
	}
}

func TestAnEndedRecommendationSaysWhatAReasonAllows(t *testing.T) {
	s := newService(t)
	s.toExamine()
	s.post("/recommandations/CC.2023-1.1/constats", `{"etat":"executee","session":"CC.2023-1"}`)
	s.post("/recommandations/CC.2023-1.2/classements", `{"motif":"sans_objet","session":"CC.2023-1"}`)
	for _, path := range []string{"/recommandations/CC.2023-1.1/constats", "/recommandations/CC.2023-1.2/constats"} {
		s.refuses(path, `{"etat":"en_cours","session":"CC.2024-1"}`, http.StatusConflict, "recommandation.motif_de_remise_en_suivi", "body.motif_de_remise_en_suivi")
		var p problem
		s.do(http.MethodPost, httpapi.Prefix+path, `{"etat":"en_cours","session":"CC.2024-1"}`).into(t, &p)
		if got := strings.Join(p.Possible, " "); got != "en_cours executee non_realisee reconduite" {
			t.Error(got)
		}
	}
	s.refuses("/recommandations/CC.2023-1.2/classements", `{"motif":"autre"}`, http.StatusConflict, "recommandation.deja_classee", "body.motif")
}

func TestAnUploadIsAFileWithANameAndBytes(t *testing.T) {
	s := newService(t)
	octets := []string{"Content-Type", "application/octet-stream"}
	s.refuses("/pieces?nom=a.pdf&mots=x", "%PDF", http.StatusUnprocessableEntity, "requete.parametre_inconnu", "query.mots", octets...)
	s.refuses("/pieces?nom=..", "%PDF", http.StatusUnprocessableEntity, "requete.valeur", "query.nom", octets...)
	s.refuses("/pieces?nom=", "%PDF", http.StatusUnprocessableEntity, "requete.champ_manquant", "query.nom", octets...)
	s.refuses("/pieces?nom=a.pdf", "", http.StatusUnprocessableEntity, "piece.vide", "", octets...)
}
