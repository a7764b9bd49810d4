package httpapi_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
	"suivi/domain/recommendation"
)

func TestOfTwoWhoSawTheSameVersionOneRecordsAndTheOtherIsToldWhatChanged(t *testing.T) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			s := newServiceOn(t, open(t))
			s.toExamine()
			before := len(s.records())
			var seen struct {
				Version event.Version `json:"version"`
			}
			s.get("/recommandations/CC.2023-1.1").into(t, &seen)
			web := s.listen()
			url := web.URL + httpapi.Prefix + "/recommandations/CC.2023-1.1/echeances"
			answers := make([]reply, 2)
			var both sync.WaitGroup
			for i, due := range []string{"2025-03-31", "2025-06-30"} {
				both.Go(func() {
					answers[i] = send(t, web.Client(), http.MethodPost, url, `{"echeance":"`+due+`"}`, "If-Match", fmt.Sprintf("%q", fmt.Sprint(seen.Version)))
				})
			}
			both.Wait()
			slices.SortFunc(answers, func(a, b reply) int { return a.Status - b.Status })
			if answers[0].Status != http.StatusOK || answers[1].Status != http.StatusPreconditionFailed {
				t.Fatalf("%d %s\n%d %s", answers[0].Status, answers[0].Body, answers[1].Status, answers[1].Body)
			}
			var lost problem
			answers[1].into(t, &lost)
			if lost.Version == nil || *lost.Version != seen.Version+1 || len(lost.Changes) != 1 || lost.Changes[0].Version != seen.Version+1 || lost.Changes[0].Type != recommendation.DueDateSetV1 {
				t.Errorf("told %s", answers[1].Body)
			}
			if got := len(s.records()) - before; got != 1 {
				t.Errorf("%d events", got)
			}
			s.rebuilt()
		})
	}
}

// clients is how many send at once.
const clients = 64

// TestManyClientsOnOneSessionsExamination asks of each way of sending that
// every row has exactly one finding more, made by one of the commands sent.
func TestManyClientsOnOneSessionsExamination(t *testing.T) {
	for how, sent := range map[string]func(n int) (key, body string){
		"all the same with one key":         func(int) (string, string) { return newKey(0), examination("en_cours") },
		"all the same, each with its key":   func(n int) (string, string) { return newKey(n), examination("en_cours") },
		"all the same, without a key":       func(int) (string, string) { return "", examination("en_cours") },
		"each a row of its own and one key": func(n int) (string, string) { return newKey(0), examination("en_cours", n%rows) },
		"each a row, each with its key":     func(n int) (string, string) { return newKey(n), examination("en_cours", n%rows) },
	} {
		for store, open := range stores {
			t.Run(how+"/"+store, func(t *testing.T) {
				s := newServiceOn(t, open(t))
				s.toExamine()
				before := len(s.records())
				recorded := 0
				for n, w := range s.together(examinationURL, func(n int) (string, string) { return sent(n) }) {
					var e httpapi.Examined
					w.into(t, &e)
					_, body := sent(n)
					if asked := strings.Count(body, `"recommandation"`); w.Status != http.StatusOK || e.Refused != 0 || e.Recorded+e.Already != asked {
						t.Fatalf("%d %s", w.Status, w.Body)
					}
					for _, row := range e.Rows {
						if len(row.Receipt.Events) > 1 {
							t.Errorf("%s: %v", row.Recommendation, row.Receipt.Events)
						}
					}
					recorded += e.Recorded
				}
				found := map[string]int{}
				for _, rec := range s.records()[before:] {
					if rec.Type != recommendation.InProgressV1 {
						t.Errorf("an event %s", rec.Type)
					}
					found[rec.Stream]++
				}
				if len(found) != rows || slices.Max(slices.Collect(maps.Values(found))) != 1 {
					t.Errorf("findings by recommendation: %v", found)
				}
				if recorded < rows {
					t.Errorf("%d receipts for %d findings", recorded, rows)
				}
				s.rebuilt()
			})
		}
	}
}

// together has all clients send at the same time, and gives their answers.
func (s *service) together(path string, sent func(n int) (key, body string)) []reply {
	s.t.Helper()
	web := s.listen()
	web.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = clients
	answers := make([]reply, clients)
	start := make(chan struct{})
	var all sync.WaitGroup
	for n := range clients {
		all.Go(func() {
			<-start
			key, body := sent(n)
			answers[n] = send(s.t, web.Client(), http.MethodPost, web.URL+path, body, "Idempotency-Key", key)
		})
	}
	close(start)
	all.Wait()
	return answers
}

// TestTheLastWordOfManyIsOneOfTheirs: each client retains another état of every
// row; every finding is there, in one order, and the table shows the last.
func TestTheLastWordOfManyIsOneOfTheirs(t *testing.T) {
	for store, open := range stores {
		t.Run(store, func(t *testing.T) {
			s := newServiceOn(t, open(t))
			s.toExamine()
			before := len(s.records())
			states := []string{"en_cours", "non_realisee"}
			found := map[string]event.Type{"en_cours": recommendation.InProgressV1, "non_realisee": recommendation.NotDoneV1}
			receipts := map[ulid.ULID]bool{}
			for _, w := range s.together(examinationURL, func(n int) (string, string) { return "", examination(states[n%len(states)]) }) {
				var e httpapi.Examined
				w.into(t, &e)
				if w.Status != http.StatusOK || e.Recorded+e.Already+e.Refused != rows {
					t.Fatalf("%d %s", w.Status, w.Body)
				}
				for _, row := range e.Rows {
					if row.Receipt == nil {
						t.Fatalf("%s: %s", row.Recommendation, row.Problem.Detail)
					}
					for _, id := range row.Receipt.Events {
						if receipts[id] {
							t.Errorf("two receipts of event %s", id)
						}
						receipts[id] = true
					}
				}
			}
			after := s.records()[before:]
			for _, rec := range after {
				if !receipts[rec.ID] {
					t.Errorf("event %s at %s without a receipt", rec.ID, rec.Position)
				}
			}
			if len(after) != len(receipts) {
				t.Errorf("%d events, %d receipts", len(after), len(receipts))
			}
			last := map[string]event.Type{}
			for _, rec := range after {
				last[strings.TrimPrefix(rec.Stream, "recommandation-")] = rec.Type
			}
			var list struct {
				Items []struct {
					ID    string `json:"id"`
					State string `json:"etat"`
				} `json:"recommandations"`
			}
			s.get("/recommandations").into(t, &list)
			for _, item := range list.Items {
				if last[item.ID] != found[item.State] {
					t.Errorf("%s is %q, and was last found %q", item.ID, item.State, last[item.ID])
				}
			}
			s.rebuilt()
		})
	}
}

// TestWhatManyMakeAtOnceIsAllThere where the ledger gives each its own place
// or code.
func TestWhatManyMakeAtOnceIsAllThere(t *testing.T) {
	for path, body := range map[string]string{
		"/sessions/CC.2024-1/recommandations": `{"texte":"Publier le rapport annuel","responsables":["MEF"]}`,
		"/sessions":                           `{"cadre":"CC","prevue":"2025-06"}`,
	} {
		s := newService(t)
		s.toExamine()
		made := map[string]bool{}
		for _, w := range s.together(httpapi.Prefix+path, func(int) (string, string) { return "", body }) {
			var r desk.Receipt
			w.into(t, &r)
			if w.Status != http.StatusOK || r.Already || made[r.Reference] {
				t.Errorf("%s: %d %s", path, w.Status, w.Body)
			}
			made[r.Reference] = true
		}
		s.rebuilt()
	}
}
