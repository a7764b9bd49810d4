package httpapi_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// rows is how many recommendations toExamine makes.
const rows = 25

// toExamine records a session that made recommendations, and one that has to
// examine them.
func (s *service) toExamine() {
	s.t.Helper()
	s.post("/cadres", `{"code":"CC","nom":"Comité de concertation"}`)
	s.post("/structures", `{"code":"MEF","nom":"Ministère de l'économie et des finances","sigle":"MEF"}`)
	for _, day := range []string{"2023-06-01", "2024-06-01"} {
		code := day[:4] + "-1"
		s.post("/sessions", `{"cadre":"CC","code":"`+code+`","prevue":"`+day+`"}`)
		s.post("/sessions/CC."+code+"/tenues", `{"seances":["`+day+`"]}`)
	}
	for n := range rows {
		s.post("/sessions/CC.2023-1/recommandations", fmt.Sprintf(`{"numero":"%d","texte":"Transmettre le bilan de l'action %[1]d","responsables":["MEF"],"echeance":"fin 2023"}`, n+1))
	}
}

// examination is the body that retains one état for every row, or for those
// that are named.
func examination(state string, only ...int) string {
	if len(only) == 0 {
		for n := range rows {
			only = append(only, n)
		}
	}
	var all []string
	for _, n := range only {
		all = append(all, fmt.Sprintf(`{"recommandation":"CC.2023-1.%d","etat":"%s","constat":"Examiné en séance"}`, n+1, state))
	}
	return `{"lignes":[` + strings.Join(all, ",") + `]}`
}

const examinationURL = httpapi.Prefix + "/sessions/CC.2024-1/examen"

// listen serves over loopback, as it is served in use.
func (s *service) listen(changes ...func(*http.Server)) *httptest.Server {
	server := httptest.NewUnstartedServer(nil)
	server.Config = httpapi.Listen(s.server, slog.New(slog.DiscardHandler))
	for _, change := range changes {
		change(server.Config)
	}
	server.Start()
	s.t.Cleanup(server.Close)
	return server
}

// send is do over the network.
func send(t testing.TB, client *http.Client, method, url, body string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+toRecord)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return reply{}
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Error(err)
	}
	return reply{res.StatusCode, res.Header, b}
}

// records are all that the log holds. Its streams have no hole, no event is
// there twice, and positions only grow.
func (s *service) records() (all []event.Record) {
	s.t.Helper()
	next, ids := map[string]event.Version{}, map[ulid.ULID]bool{}
	for rec, err := range s.log.Read(context.Background(), event.Position{}) {
		switch n := len(all); {
		case err != nil:
			s.t.Fatal(err)
		case rec.Version != next[rec.Stream]:
			s.t.Fatalf("%s goes from version %d to %d", rec.Stream, next[rec.Stream]-1, rec.Version)
		case ids[rec.ID]:
			s.t.Fatalf("event %s is there twice", rec.ID)
		case n > 0 && rec.Position.Compare(all[n-1].Position) <= 0:
			s.t.Fatalf("%s follows %s", rec.Position, all[n-1].Position)
		}
		next[rec.Stream]++
		ids[rec.ID] = true
		all = append(all, rec)
	}
	return all
}

// rebuilt compares the tables with those of a server that reads the log anew.
func (s *service) rebuilt() {
	s.t.Helper()
	head, err := s.log.Head(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	again := newServiceOn(s.t, s.log)
	again.setClock(*s.clock.Load())
	for _, path := range []string{"/compteurs", "/recommandations", "/matrice", "/sessions", "/sessions/CC.2024-1/tableau", "/sessions/CC.2024-1/historique",
		"/redevables", "/audit", "/cadres", "/recommandations/CC.2023-1.1/historique"} {
		path += "?apres=" + head.String()
		if one, other := s.get(path), again.get(path); one.Status != http.StatusOK || !bytes.Equal(one.Body, other.Body) {
			n := 0
			for n < min(len(one.Body), len(other.Body)) && one.Body[n] == other.Body[n] {
				n++
			}
			from := max(0, n-200)
			s.t.Errorf("%s: %d …%.400s\nrebuilt: %d …%.400s", path, one.Status, one.Body[from:], other.Status, other.Body[from:])
		}
	}
}

// stores are those that a server may write to.
var stores = map[string]func(t *testing.T) ledger.EventLog{
	"memory": func(*testing.T) ledger.EventLog { return memory.New() },
	"sqlite": func(t *testing.T) ledger.EventLog {
		log, err := sqlite.Open(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return log
	},
}
