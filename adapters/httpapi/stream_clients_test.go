package httpapi_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"suivi/adapters/httpapi"
	"suivi/domain/event"
)

// reconnects is how often the reader of the stream comes again at least.
const reconnects = 10

// poll is a table's answer that was new to its poller.
type poll struct {
	position string
	body     []byte
}

// keepsRecording records until ctx ends: findings, declarations, due dates, whole
// examinations, by several requests at a time.
func (s *service) keepsRecording(ctx context.Context, url string) {
	var writers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for beat, n := time.NewTicker(2*time.Second/asked), w; ctx.Err() == nil; n += 2 {
				<-beat.C
				path, body := fmt.Sprintf("/recommandations/CC.2023-1.%d", n%rows+1), ""
				switch n % 7 {
				case 0, 1:
					path, body = path+"/echeances", fmt.Sprintf(`{"echeance":"%d"}`, 2025+n%50)
				case 2, 3, 4:
					path, body = path+"/situations", fmt.Sprintf(`{"structure":"MEF","etat":"en_cours","mots":"Point %d"}`, n)
				case 5:
					path, body = path+"/constats", fmt.Sprintf(`{"etat":%q,"session":"CC.2024-1","constat":"Lu %d fois"}`, []string{"en_cours", "non_realisee"}[n/7%2], n)
				case 6:
					path, body = "/sessions/CC.2024-1/examen", examination([]string{"non_realisee", "en_cours"}[n/7%2], n%rows, n/7%rows)
					if n/7%5 > 0 {
						break
					}
					path, body = "/sessions/CC.2024-1/recommandations", fmt.Sprintf(`{"texte":"Publier le rapport %d","responsables":["MEF"]}`, n)
				}
				if w := send(s.t, http.DefaultClient, http.MethodPost, url+httpapi.Prefix+path, body); w.Status != http.StatusOK {
					s.t.Errorf("%s %s: %d %s", path, body, w.Status, w.Body)
					return
				}
			}
		})
	}
	writers.Wait()
}

// polls asks a table until ctx ends, and gives the states that it saw.
func (s *service) polls(ctx context.Context, url string) (all []poll) {
	tag, last := "", event.Position{}
	for beat := time.NewTicker(time.Second / asked); ctx.Err() == nil; <-beat.C {
		before := s.desk.Runner.Seen()
		w := send(s.t, http.DefaultClient, http.MethodGet, url, "", "If-None-Match", tag)
		at := last
		if w.Status == http.StatusOK {
			at, _ = event.ParsePosition(w.Header.Get("Suivi-Position"))
		}
		after, err := s.log.Head(context.WithoutCancel(ctx)) // what is applied is answered, before everybody is told
		if err != nil {
			s.t.Error(err)
			return all
		}
		switch {
		case w.Status != http.StatusOK && w.Status != http.StatusNotModified:
			s.t.Errorf("%d %s", w.Status, w.Body)
			return all
		case at.Compare(before) < 0 || at.Compare(after) > 0:
			s.t.Errorf("%d at %s, asked between %s and %s", w.Status, at, before, after)
		case w.Status == http.StatusOK && at.Compare(last) <= 0:
			s.t.Errorf("answered at %s after %s", at, last)
		case w.Status == http.StatusOK:
			all = append(all, poll{at.String(), w.Body})
		case w.Header.Get("Etag") != tag:
			s.t.Errorf("unchanged, and tagged %s after %s", w.Header.Get("Etag"), tag)
		}
		tag, last = w.Header.Get("Etag"), at
	}
	return all
}

// reads follows the stream to the position that it is told in the end, and
// gives the positions of the messages. It reconnects now and then, and after a
// message asks a table.
func (s *service) reads(url string, from event.Position, reconnected chan<- bool, end <-chan event.Position) (ids []string) {
	defer close(reconnected)
	client, last, head := new(http.Client), from, event.Position{}
	for {
		stream := readFlux(s.t, client, url+httpapi.Prefix+"/flux", last.String(), "Authorization", "Bearer "+toCount)
		stream.begins(last.String())
		for patience := 1 + rand.IntN(30); patience > 0; patience-- {
			if head.IsZero() {
				select {
				case head = <-end:
				default:
				}
			}
			if !head.IsZero() && last.Compare(head) >= 0 {
				stream.stop()
				return ids
			}
			m, err := stream.next()
			if err != nil {
				break
			}
			if m.id == "" || m.event == "coupure" {
				continue
			}
			ids = append(ids, m.id)
			last, _ = event.ParsePosition(m.id)
			w := send(s.t, client, http.MethodGet, url+httpapi.Prefix+"/compteurs", "")
			if at, err := event.ParsePosition(w.Header.Get("Suivi-Position")); err != nil || at.Compare(last) < 0 {
				s.t.Errorf("asked after message %s, a table is of %s", last, at)
			}
		}
		stream.stop()
		select {
		case reconnected <- true:
		default:
		}
	}
}
