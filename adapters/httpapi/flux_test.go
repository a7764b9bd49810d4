package httpapi_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"suivi/adapters/httpapi"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// fluxServer serves over loopback.
func fluxServer(t testing.TB, h *fluxHouse) *httptest.Server {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	t.Cleanup(h.flux.Close)
	return server
}

func TestAMessageNamesAnEventAndTellsNothingOfIt(t *testing.T) {
	h := openFlux(t, nil).follows()
	server := fluxServer(t, h)
	live := readFlux(t, server.Client(), server.URL, "")
	defer live.stop()
	live.begins("0")
	h.record(1)
	told := live.expect("", "1")
	for rec, err := range h.log.Read(t.Context(), event.Position{}) {
		want := fmt.Sprintf(`{"position":"1","type":"cadre.cree.v1","flux":%q,"enregistre_le":"2024-01-31T09:30:00.123456Z","effet":"2024-01-31"}`, rec.Stream)
		if err != nil || told.data != want {
			t.Errorf("%s\n%s, %v", told.data, want, err)
		}
	}
	late := readFlux(t, server.Client(), server.URL, "0")
	defer late.stop()
	late.begins("0")
	if again := late.expect("", "1"); again != told {
		t.Errorf("told live as %+v, from the log as %+v", told, again)
	}
}

func TestAStreamResumesWhereItIsAsked(t *testing.T) {
	h := openFlux(t, func(f *httpapi.Flux) { f.Kept = 50 })
	h.record(300)
	h.apply()
	server := fluxServer(t, h.follows())
	for lastID, begins := range map[string]int{"": 300, "0": 0, "1": 1, "249": 249, "250": 250, "251": 251, "299": 299, "300": 300, "99999": 300} {
		s := readFlux(t, server.Client(), server.URL, lastID)
		s.begins(fmt.Sprint(begins))
		s.tells(begins+1, 300)
		s.stop()
	}
	byName := readFlux(t, server.Client(), server.URL+"?depuis=298", "")
	byName.begins("298")
	byName.tells(299, 300)
	h.record(40)
	byName.tells(301, 340)
	byName.stop()
}

// TestTenReconnectsMissAndRepeatNothing while four write: from the log, from
// the ring, and from one to the other.
func TestTenReconnectsMissAndRepeatNothing(t *testing.T) {
	const writers, each, reconnects = 4, 600, 10
	h := openFlux(t, func(f *httpapi.Flux) { f.Kept = 64 }).follows()
	server := fluxServer(t, h)
	var writing sync.WaitGroup
	for range writers {
		writing.Go(func() { h.record(each) })
	}
	last, got, cuts := "0", 0, 0
	for got < writers*each {
		s := readFlux(t, server.Client(), server.URL, last)
		s.begins(last)
		patience := writers * each
		if cuts < reconnects {
			patience = 1 + rand.IntN(writers*each/reconnects-1)
		}
		for range patience {
			if got == writers*each {
				break
			}
			m, err := s.next()
			if err != nil || m.event == "coupure" {
				break // cut off by the server, as if by chance
			}
			if got++; m.event != "" || m.id != fmt.Sprint(got) {
				t.Fatalf("after %d reconnects, told %+v as event %d", cuts, m, got)
			}
			last = m.id
		}
		s.stop()
		cuts++
	}
	writing.Wait()
	if cuts <= reconnects {
		t.Errorf("only %d reconnects", cuts-1)
	}
}

func TestNothingIsLeftOfReadersThatWent(t *testing.T) {
	h := openFlux(t, nil).follows()
	server := fluxServer(t, h)
	transport := &http.Transport{}
	client := &http.Client{Transport: transport}
	before := runtime.NumGoroutine()
	var streams []*fluxStream
	for range 50 {
		s := readFlux(t, client, server.URL, "")
		s.begins("0")
		streams = append(streams, s)
	}
	if h.flux.Readers() != len(streams) {
		t.Errorf("%d readers", h.flux.Readers())
	}
	h.record(1)
	for _, s := range streams {
		s.tells(1, 1)
		s.stop()
	}
	transport.CloseIdleConnections()
	for deadline := time.Now().Add(10 * time.Second); h.flux.Readers() > 0 || runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d readers, %d goroutines where there were %d", h.flux.Readers(), runtime.NumGoroutine(), before)
		}
	}
}

func TestWhereAReaderResumes(t *testing.T) {
	now := event.NewPosition(42, 42)
	for name, c := range map[string]struct {
		header, query string
		want          string
		place         string
	}{
		"nowhere named":           {"", "", "42", ""},
		"after its last message":  {"7", "", "7", ""},
		"where it asks":           {"", "?depuis=8", "8", ""},
		"its last message counts": {"7", "?depuis=8", "7", ""},
		"from the beginning":      {"", "?depuis=0", "0", ""},
		"two halves":              {"9-8", "", "9-8", ""},
		"no position":             {"hier", "", "", "header.Last-Event-ID"},
		"none in the query":       {"", "?depuis=-1", "", "query.depuis"},
		"no text":                 {"\xff\xfe", "?depuis=8", "", "header.Last-Event-ID"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/flux"+c.query, nil)
		r.Header.Set("Last-Event-ID", c.header)
		got, err := httpapi.ParseAfter(r, now)
		if c.place == "" && (err != nil || got.String() != c.want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
		if c.place != "" {
			f, is := err.(*fault.Fault)
			if !is || f.Kind != fault.Invalid || f.Code != "flux.position_illisible" || f.Place != c.place {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
