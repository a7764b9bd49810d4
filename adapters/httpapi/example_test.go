package httpapi_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/httpapi"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/cmd/suivi/example/exampletest"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// exampleTime is when the examples are played.
var exampleTime = time.Date(2025, 2, 12, 10, 0, 0, 0, time.UTC)

// shownExample is one example as it is kept.
type shownExample struct {
	Title   string            `json:"titre,omitzero"`
	Method  string            `json:"methode"`
	Address string            `json:"adresse"`
	Headers map[string]string `json:"entetes,omitempty"`
	Sent    jsontext.Value    `json:"corps,omitzero"`
	Text    string            `json:"texte,omitzero"`
	Status  int               `json:"statut"`
	Back    map[string]string `json:"entetes_de_la_reponse,omitempty"`
	Answer  jsontext.Value    `json:"reponse,omitzero"`
	Said    string            `json:"reponse_en_texte,omitzero"`
}

// loadExample loads the example ledger.
func loadExample(t testing.TB, s *service) {
	t.Helper()
	ctx := context.Background()
	book := importer.Book{Ledger: s.desk.Ledger, Runner: s.desk.Runner}
	plan, err := importer.Prepare(ctx, book, exampletest.Tables(t), nil, importer.Options{Actor: event.Actor{ID: "exemple", Function: "chargement de l'exemple"},
		Today: domain.DayOf(exampleTime, s.desk.Place), NewLog: func() ledger.EventLog { return memory.New() }})
	if err == nil {
		err = importer.Record(ctx, book, plan, nil)
	}
	if err == nil {
		err = s.desk.Runner.CatchUp(ctx, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// player plays requests one after the other, and keeps what came back.
type player struct {
	*service
	commands int
	played   map[string]shownExample
	last     reply
}

// play sends a request and keeps it under a name, "" for none. A command gets
// a key of its own.
func (p *player) play(name, method, address, body string, headers ...string) reply {
	p.t.Helper()
	e := shownExample{Method: method, Address: httpapi.Prefix + address, Headers: map[string]string{"Authorization": "Bearer $SUIVI_TOKEN"}}
	if method == http.MethodPost && address != desk.ImportPath && !strings.HasPrefix(address, "/pieces?") {
		p.commands++
		headers = append([]string{"Idempotency-Key", exampleKey(p.commands)}, headers...)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		e.Headers[headers[i]] = headers[i+1]
		if headers[i+1] == "" {
			delete(e.Headers, headers[i])
		}
	}
	if token := e.Headers["Authorization"]; token == "Bearer "+toCount {
		e.Headers["Authorization"] = "Bearer $SUIVI_TOKEN"
	}
	if body != "" && e.Headers["Content-Type"] == "" {
		e.Headers["Content-Type"] = "application/json"
	}
	e.Sent, e.Text = jsonOrText(p.t, []byte(body))
	r := p.do(method, httpapi.Prefix+address, body, headers...)
	e.Status, e.Back = r.Status, map[string]string{}
	for _, h := range []string{"ETag", "Suivi-Position", "Link", "Retry-After", "WWW-Authenticate"} {
		if v := r.Header.Get(h); v != "" {
			e.Back[h] = v
		}
	}
	e.Answer, e.Said = jsonOrText(p.t, freshInstance.ReplaceAll(r.Body, []byte(`"instance":"urn:suivi:demande:3f0c51a2-17"`)))
	p.keep(name, e)
	p.last = r
	return r
}

func (p *player) keep(name string, e shownExample) {
	p.t.Helper()
	want := http.StatusOK
	if status, refused := strings.CutPrefix(name, "refus-"); refused {
		want, _ = strconv.Atoi(status)
	}
	if e.Status != want {
		p.t.Fatalf("%s %s: %d %s%s", e.Method, e.Address, e.Status, e.Answer, e.Said)
	}
	if name != "" {
		p.played[name] = e
	}
}

// freshInstance is the one thing of an answer that is new each time.
var freshInstance = regexp.MustCompile(`"instance":"[^"]*"`)

// exampleKey is the n-th key of the examples.
func exampleKey(n int) string {
	var entropy [10]byte
	entropy[9] = byte(n)
	id := ulid.MustNew(ulid.Timestamp(exampleTime), bytes.NewReader(entropy[:]))
	return id.String()
}

func jsonOrText(t testing.TB, body []byte) (jsontext.Value, string) {
	if raw := jsontext.Value(bytes.TrimSpace(body)); len(raw) > 0 && raw.IsValid() {
		if err := raw.Indent(jsontext.WithIndent("  ")); err != nil {
			t.Fatal(err)
		}
		return raw, ""
	}
	return nil, string(body)
}

func TestExamplesAreWhatTheServerAnswers(t *testing.T) {
	s := newService(t, func(o *httpapi.Options) {
		o.Import = (&csv.Intake{Book: importer.Book{Ledger: o.Desk.Ledger, Runner: o.Desk.Runner}, Kept: csv.KeptFile(filepath.Join(t.TempDir(), "decisions.csv")), Today: o.Desk.Today,
			NewLog: func() ledger.EventLog { return memory.New() }}).Import
	})
	s.setClock(exampleTime)
	loadExample(t, s)
	p := &player{service: s, played: map[string]shownExample{}}
	p.readTables()
	p.beRefused()
	p.recordTrees()
	p.play("post-importations", post, "/importations", `{"a_blanc":true,"fichiers":[{"nom":"structures.csv","texte":"code;sigle;nom;parent\nMAECI-DGE;DGE;Direction des Grandes Études;MAECI\n"}]}`)
	p.recordSession()
	p.recordRecommendations()
	p.followStream()

	kept := map[string]bool{}
	for name, e := range p.played {
		path := filepath.Join("examples", name+".json")
		kept[path] = true
		b, err := json.Marshal(e, json.Deterministic(true), jsontext.WithIndent("  "))
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, '\n')
		if *update {
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if is, err := os.ReadFile(path); err != nil || !bytes.Equal(is, b) {
			t.Errorf("%s is not what the server answers (go test ./adapters/httpapi -run Examples -update): %v\n%s", path, err, b)
		}
	}
	files, _ := filepath.Glob("examples/*.json")
	for _, path := range files {
		if kept[path] {
			continue
		}
		if !*update {
			t.Errorf("%s is no example any more", path)
		} else if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// untilTold is a writer that a stream is written to, and that ends it after so
// many messages.
type untilTold struct {
	*httptest.ResponseRecorder
	messages int
	stop     context.CancelFunc
}

// Write implements http.ResponseWriter.
func (u *untilTold) Write(b []byte) (int, error) {
	n, err := u.ResponseRecorder.Write(b)
	if strings.Count(u.Body.String(), "\nid: ")+strings.Count(u.Body.String()[:3], "id:") >= u.messages {
		u.stop()
	}
	return n, err
}

func (p *player) followStream() {
	p.t.Helper()
	head := p.last.Header.Get("Suivi-Position")
	n, err := strconv.Atoi(head)
	if err != nil {
		p.t.Fatal(err)
	}
	address := httpapi.Prefix + "/flux?depuis=" + strconv.Itoa(n-2)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	r.Header.Set("Authorization", "Bearer "+toCount)
	w := &untilTold{httptest.NewRecorder(), 3, stop}
	p.server.ServeHTTP(w, r)
	p.keep("get-flux", shownExample{Method: http.MethodGet, Address: address, Headers: map[string]string{"Authorization": "Bearer $SUIVI_TOKEN"},
		Status: w.Code, Said: w.Body.String()})
}
