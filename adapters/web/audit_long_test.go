package web_test

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// applies puts events straight into the tables: what a race lets through, and
// long ledgers in no time.
func (s *site) applies(all ...event.Envelope) {
	s.t.Helper()
	for i := range all {
		seq := uint64(i + 1)
		all[i].Position, all[i].RecordedAt = event.NewPosition(seq, seq), time.Unix(int64(seq), 0)
		all[i].ID = domain.DeriveID[domain.RecommendationID]("essai", fmt.Sprint(seq)).ULID
	}
	if err := s.desk.Runner.Register().ApplyAll(all); err != nil {
		s.t.Fatal(err)
	}
	s.desk.Runner.Register().Settle()
}

// longLedger has a session that made so many recommendations, and the next,
// closed without examining any but the first, after its close.
func longLedger(n int) (all []event.Envelope) {
	add := func(stream string, on domain.Day, p event.Payload) {
		all = append(all, event.Envelope{Stream: stream, Metadata: event.Metadata{Day: on}, Payload: p})
	}
	f := forum.IDOf("CC")
	add(forum.Stream(f), 1, forum.Created{Code: "CC", Name: "Comité"})
	sit := func(code string, on domain.Day) domain.SessionID {
		id := session.IDOf(f, code)
		add(session.Stream(id), on, session.Planned{Forum: f, Code: code})
		add(session.Stream(id), on, session.Held{Sittings: []domain.Period{domain.On(on)}})
		return id
	}
	january, june := domain.MustDay(2024, 1, 10), domain.MustDay(2024, 6, 10)
	first := sit("2024-1", january)
	id := func(k int) domain.RecommendationID {
		return domain.DeriveID[domain.RecommendationID]("long", fmt.Sprint(k))
	}
	for k := range n {
		add(recommendation.Stream(id(k)), january, recommendation.Formulated{Listing: recommendation.Listing{Session: first, Number: fmt.Sprint(k + 1), Place: k + 1}, Text: "Faire"})
	}
	add(session.Stream(first), january, session.Closed{})
	second := sit("2024-2", june)
	add(session.Stream(second), june, session.Closed{})
	add(recommendation.Stream(id(0)), june, recommendation.Found{State: domain.InProgress, Session: second, Words: "arrivé trop tard"})
	return all
}

var olderLink = regexp.MustCompile(`<a rel="next" href="([^"]+)">Voir les plus anciennes`)

// TestALongLedgerIsAuditedStretchByStretch: each stretch says how far it looks,
// and its numbers are those of its lists.
func TestALongLedgerIsAuditedStretchByStretch(t *testing.T) {
	s := newSite(t)
	s.applies(longLedger(600)...)
	r := s.reads("lire")
	p := r.get("/audit").shows(t, "500 recommandations à la fois").without(t, "Constats après clôture :")
	older := olderLink.FindStringSubmatch(p.body)
	if older == nil {
		t.Fatalf("nothing older\n%s", p.body)
	}
	last := r.get(html.UnescapeString(older[1])).shows(t, "Constats après clôture", "en cours").without(t, `rel="next"`)
	for _, p := range []page{p, last} {
		all := numbers.FindAllStringSubmatch(p.body, -1)
		for _, number := range all {
			list := html.UnescapeString(number[1])
			if strings.HasPrefix(list, "/sessions") {
				continue
			}
			r.get(list).shows(t, `data-total="`+number[2]+`"`)
		}
		if len(all) == 0 {
			t.Errorf("%s counts nothing", p.at)
		}
	}
}
