package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/httpapi"
	"suivi/domain/event"
)

// Every table, asked of the example, by whether the answer may depend on the
// day on which it is asked.
var (
	undatedTables = []string{
		"/cadres", "/cadres/CC-CPS-SCI", "/structures/MAECI", "/sessions/CC-CPS-SCI.2024-1", "/cadres/CC-CPS-SCI/historique", "/structures", "/structures?parent=MAECI", "/structures/MAECI/historique",
		"/sessions", "/sessions?cadre=DP-SEGOU&etape=close", "/sessions/CC-CPS-SCI.2024-1/historique",
		"/compteurs?au=2023-12-31", "/recommandations?au=2023-12-31", "/matrice?au=2024-06-30", "/redevables?au=2024-06-30&cadre=CC-CPS-SCI", "/audit?au=2024-01-31",
		"/sessions/CC-CPS-SCI.2024-1/tableau?au=2024-06-30", "/compteurs?aujourdhui=2025-02-01", "/recommandations?aujourdhui=2025-02-01",
	}
	datedTables = []string{
		"/sessions/CC-CPS-SCI.2024-1/tableau", "/sessions/DP-SEGOU.2018-1/reconductions", "/recommandations", "/recommandations?perdues_de_vue=true",
		"/recommandations/CC-CPS-SCI.2023-1.3", "/recommandations/CC-CPS-SCI.2023-1.3/historique", "/matrice", "/redevables", "/redevables/MAECI",
		"/compteurs", "/compteurs?par=age,cadre", "/audit", "/recherche?q=formation",
	}
)

func TestEveryAnswerHasATagAndIsNotSentToWhoHasIt(t *testing.T) {
	s := recorded(t)
	for _, path := range slices.Concat(undatedTables, datedTables) {
		first := s.get(path)
		tag := first.Header.Get("ETag")
		if first.Status != http.StatusOK || tag == "" || first.Header.Get("Suivi-Position") == "" {
			t.Errorf("GET %s: %d %v", path, first.Status, first.Header)
		}
		for _, known := range []string{tag, strings.TrimPrefix(tag, "W/"), `W/"autre", ` + tag, "*"} {
			if w := s.get(path, "If-None-Match", known); w.Status != http.StatusNotModified || len(w.Body) != 0 || w.Header.Get("ETag") != tag {
				t.Errorf("GET %s, If-None-Match: %s: %d, %d bytes, %s", path, known, w.Status, len(w.Body), w.Header.Get("ETag"))
			}
		}
		if w := s.get(path, "If-None-Match", `W/"autre"`); w.Status != http.StatusOK || !bytes.Equal(w.Body, first.Body) {
			t.Errorf("GET %s with another tag: %d", path, w.Status)
		}
	}
}

func TestNextEventGivesEveryTableAnotherTag(t *testing.T) {
	s := recorded(t)
	tags := map[string]string{}
	all := slices.Concat(undatedTables, datedTables)
	for _, path := range all {
		tags[path] = s.get(path).Header.Get("ETag")
	}
	s.post("/structures", `{"code":"MS","nom":"Ministère de la Santé"}`)
	for _, path := range all {
		if w := s.get(path, "If-None-Match", tags[path]); w.Status != http.StatusOK || w.Header.Get("ETag") == tags[path] {
			t.Errorf("GET %s after an event: %d %s", path, w.Status, w.Header.Get("ETag"))
		}
	}
}

func TestAnotherDayGivesAnotherTagOnlyWhereTheAnswerDependsOnIt(t *testing.T) {
	s := recorded(t)
	before := map[string]reply{}
	for _, path := range slices.Concat(undatedTables, datedTables) {
		before[path] = s.get(path)
	}
	s.setClock(time.Date(2031, 7, 1, 9, 0, 0, 0, time.UTC))
	for _, path := range undatedTables {
		w, tag := s.get(path), before[path].Header.Get("ETag")
		if w.Header.Get("ETag") != tag || !bytes.Equal(w.Body, before[path].Body) {
			t.Errorf("GET %s does not name a day, and is another on another day", path)
		}
		if w := s.get(path, "If-None-Match", tag); w.Status != http.StatusNotModified {
			t.Errorf("GET %s on another day: %d", path, w.Status)
		}
	}
	for _, path := range datedTables {
		if w := s.get(path, "If-None-Match", before[path].Header.Get("ETag")); w.Status != http.StatusOK {
			t.Errorf("GET %s depends on the day, and on another is answered with %d", path, w.Status)
		}
	}
	if w := s.get("/compteurs?par=age"); bytes.Equal(w.Body, before["/compteurs?par=age,cadre"].Body) {
		t.Error("six years later everything is of the same age")
	}
}

func TestAnswersAreCompressedForWhoTakesIt(t *testing.T) {
	s := recorded(t)
	plain := s.get("/recommandations")
	for _, accepted := range []string{"gzip", "br;q=1, gzip;q=0.5", "gzip, deflate"} {
		w := s.get("/recommandations", "Accept-Encoding", accepted)
		z, err := gzip.NewReader(bytes.NewReader(w.Body))
		if err != nil || w.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header.Get("Vary"), "Accept-Encoding") {
			t.Fatal(accepted, err, w.Header)
		}
		if body, err := io.ReadAll(z); err != nil || !bytes.Equal(body, plain.Body) || w.Header.Get("Content-Length") != strconv.Itoa(len(w.Body)) {
			t.Error(accepted, err, len(body), len(plain.Body), w.Header)
		}
	}
	for _, refused := range []string{"", "br", "gzip;q=0", "gzip;q=0.0"} {
		if w := s.get("/recommandations", "Accept-Encoding", refused); w.Header.Get("Content-Encoding") != "" || !bytes.Equal(w.Body, plain.Body) {
			t.Errorf("Accept-Encoding: %q: %v", refused, w.Header)
		}
	}
}

func TestHEADTellsOfEveryTableWhatGETDoes(t *testing.T) {
	s := recorded(t)
	for _, path := range slices.Concat(undatedTables, datedTables) {
		got, head := s.get(path), s.do(http.MethodHead, httpapi.Prefix+path, "")
		if head.Status != http.StatusOK || len(head.Body) != 0 {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.Status, len(head.Body))
		}
		for _, name := range []string{"ETag", "Content-Length", "Content-Type", "Suivi-Position"} {
			if head.Header.Get(name) != got.Header.Get(name) {
				t.Errorf("HEAD %s: %s: %q, GET has %q", path, name, head.Header.Get(name), got.Header.Get(name))
			}
		}
	}
}

func TestAReadWaitsForThePositionThatACommandLedTo(t *testing.T) {
	s := recorded(t)
	receipt := s.post("/structures", `{"code":"MS","nom":"Ministère de la Santé"}`)
	w := s.get("/structures?apres=" + receipt.Position.String())
	seen, err := event.ParsePosition(w.Header.Get("Suivi-Position"))
	if err != nil || seen.Compare(receipt.Position) < 0 || !bytes.Contains(w.Body, []byte(`"MS"`)) {
		t.Error(w.Status, err, seen, receipt.Position)
	}
}

// TestWhoAsksOfThePastKeepsNobodyFromThePresent, however many wait for their
// turn.
func TestWhoAsksOfThePastKeepsNobodyFromThePresent(t *testing.T) {
	s := newService(t)
	free := s.server.Recall()
	var past sync.WaitGroup
	var answered atomic.Int32
	for n := range 5 * runtime.GOMAXPROCS(0) {
		for _, of := range []string{"au", "connu_le"} {
			past.Go(func() {
				s.get("/compteurs?" + of + "=" + strconv.Itoa(1990+n) + "-01-31")
				answered.Add(1)
			})
		}
	}
	time.Sleep(20 * time.Millisecond) // so that they wait
	if w := s.get("/compteurs"); w.Status != http.StatusOK || answered.Load() > 0 {
		t.Errorf("of the present: %d; of the past, out of turn: %d", w.Status, answered.Load())
	}
	free()
	past.Wait()
}

func TestAFilterThatCannotBeReadIsRefusedAtItsPlace(t *testing.T) {
	s := recorded(t)
	for _, asked := range []string{
		"/recommandations?cadre=X", "/recommandations?session=X", "/recommandations?structure=X", "/recommandations?etat=X", "/recommandations?situation=X",
		"/recommandations?exercice=X", "/recommandations?reconductions=-1", "/recommandations?en_retard=X", "/recommandations?limite=-1", "/recommandations?curseur=X",
		"/matrice?cadre=X", "/audit?session=X", "/redevables?cadre=X", "/redevables/MAECI?etat=X", "/compteurs?par=X", "/recherche?q=", "/sessions?cadre=X",
		"/sessions?etape=X", "/sessions?curseur=X", "/structures?parent=X", "/structures?limite=-1", "/cadres?curseur=X",
		"/compteurs?au=X", "/compteurs?connu_le=X", "/compteurs?aujourdhui=X", "/compteurs?apres=X", "/recommandations?directement=X", "/recommandations?sans_responsable=X", "/recommandations?du_nouveau=X",
		"/recommandations?avec_responsable=X", "/recommandations?age_min=-1", "/recommandations?age_moins_de=-1",
	} {
		_, query, _ := strings.Cut(asked, "?")
		name, _, _ := strings.Cut(query, "=")
		var p problem
		w := s.get(asked)
		w.into(t, &p)
		if w.Status != http.StatusUnprocessableEntity || len(p.Errors) != 1 || p.Errors[0].Location != "query."+name {
			t.Errorf("GET %s: %d %s", asked, w.Status, w.Body)
		}
	}
}
