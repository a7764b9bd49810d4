package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// A generated ledger: sessions of 25 recommendations, each with five events of
// its own (made, examined at the next session, carried over there or not, an
// owner's word, an examination more, a rectification now and then), some
// entered late; 500 structures in a tree three deep; a forum for every 100
// sessions.
const (
	perSession     = 25
	perForum       = 100
	structureCount = 500
)

type generator struct {
	ctx     context.Context
	log     ledger.EventLog
	random  *rand.Rand
	clock   time.Time
	serial  uint64
	slots   chan struct{}
	writing sync.WaitGroup
	mu      sync.Mutex
	err     error
	events  int
}

// generate fills log with n recommendations and says how many events it took.
func generate(ctx context.Context, log ledger.EventLog, n int) (int, error) {
	g := newGenerator(ctx, log, n)
	g.fill(n)
	return g.events, g.err
}

func newGenerator(ctx context.Context, log ledger.EventLog, n int) *generator {
	return &generator{ctx: ctx, log: log, random: rand.New(rand.NewPCG(1, uint64(n))), clock: time.Date(2020, 1, 1, 8, 0, 0, 0, time.UTC), slots: make(chan struct{}, 256)}
}

func (g *generator) fill(n int) {
	g.structures()
	sessions := (n + perSession - 1) / perSession
	for f := 0; f*perForum < sessions; f++ {
		g.forum(f, min(perForum, sessions-f*perForum))
	}
	g.writing.Wait()
}

// id gives ids that ascend, as those of commands do.
func (g *generator) id() ulid.ULID {
	g.serial++
	var u ulid.ULID
	_ = u.SetTime(ulid.Timestamp(g.clock))
	binary.BigEndian.PutUint64(u[8:], g.serial)
	return u
}

// append writes one stream in the background; streams do not wait for each
// other. A rectification among payloads corrects the second of them.
func (g *generator) append(stream string, days []domain.Day, payloads ...event.Payload) {
	records := make([]event.Record, len(payloads))
	command := g.id()
	for i, p := range payloads {
		g.clock = g.clock.Add(time.Millisecond)
		if r, is := p.(recommendation.Rectified); is {
			r.Corrects = records[1].ID
			p = r
		}
		rec, err := event.Encode(event.Envelope{ID: g.id(), RecordedAt: g.clock, Payload: p, Metadata: event.Metadata{Actor: event.Actor{ID: "secretariat", Function: "secrétariat du comité"},
			Command: command, Hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Day: days[min(i, len(days)-1)]}})
		if err != nil {
			g.fail(err)
			return
		}
		records[i] = rec
	}
	g.events += len(records)
	g.slots <- struct{}{}
	g.writing.Go(func() {
		defer func() { <-g.slots }()
		if _, err := g.log.Append(g.ctx, stream, event.NoStream, records); err != nil {
			g.fail(err)
		}
	})
}

func (g *generator) fail(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err == nil {
		g.err = err
	}
}

func structureCode(i int) string { return fmt.Sprintf("S%03d", i) }

func (g *generator) structures() {
	for i := range structureCount {
		c := organization.Created{Code: structureCode(i), Names: organization.Names{Name: "Direction nationale n° " + fmt.Sprint(i), Acronym: fmt.Sprintf("DN%03d", i)}}
		if i >= 20 {
			c.Parent = organization.IDOf(structureCode((i - 20) % 120))
		}
		g.append(organization.Stream(organization.IDOf(c.Code)), []domain.Day{1}, c)
	}
}

func forumCode(f int) string { return fmt.Sprintf("F%04d", f) }

var firstSession = domain.MustDay(1990, 1, 15)

// forum writes one forum with its sessions, a month apart.
func (g *generator) forum(f, sessions int) {
	id := forum.IDOf(forumCode(f))
	g.append(forum.Stream(id), []domain.Day{1}, forum.Created{Code: forumCode(f), Name: "Comité de coordination n° " + fmt.Sprint(f), Kind: "comité de coordination"})
	for s := range sessions {
		at := session.IDOf(id, fmt.Sprint(s))
		day := firstSession + domain.Day(30*s)
		g.append(session.Stream(at), []domain.Day{day}, session.Planned{Forum: id, Code: fmt.Sprint(s), Exercise: day.Year()}, session.Held{Sittings: []domain.Period{domain.On(day)}}, session.Closed{})
		for k := range perSession {
			g.recommendation(id, s, sessions, k)
		}
	}
}

// recommendation writes the five events of one recommendation.
func (g *generator) recommendation(f domain.ForumID, s, sessions, k int) {
	rec := domain.RecommendationID{ULID: g.id()}
	day := firstSession + domain.Day(30*s)
	at := func(n int) domain.SessionID { return session.IDOf(f, fmt.Sprint(min(s+n, sessions-1))) }
	on := func(n int) domain.Day { return firstSession + domain.Day(30*min(s+n, sessions-1)) }
	owner := organization.IDOf(structureCode(g.random.IntN(structureCount)))
	events := []event.Payload{
		recommendation.Formulated{Listing: recommendation.Listing{Session: at(0), Forum: f, Number: fmt.Sprint(k + 1), Place: k + 1}, Text: g.text(), Owners: []domain.Owner{{Organization: owner}}, Due: domain.On(day + 365)},
		recommendation.Found{State: domain.InProgress, Session: at(1), Words: "Une concertation est en cours"},
		recommendation.Declared{Owner: owner, State: domain.InProgress, Words: "Le projet de texte est soumis à l'examen"},
	}
	days := []domain.Day{day, on(1), on(1) + 10}
	switch {
	case k%5 < 2: // carried over, then examined again
		events = append(events, recommendation.CarriedOver{Listing: recommendation.Listing{Session: at(1), Forum: f, Number: fmt.Sprint(perSession + k + 1), Place: perSession + k + 1}},
			recommendation.Found{State: domain.NotDone, Session: at(2), Observation: "Contraintes budgétaires"})
		days = append(days, on(1), on(2))
	case k%5 < 4: // executed between sessions, and entered late: the échéance before it
		events = append(events, recommendation.Found{State: domain.Executed, Words: "Le texte est adopté"}, recommendation.DueDateSet{Due: domain.On(day + 200)})
		days = append(days, on(1)+20, day+5)
	default: // a finding rectified
		wrong := event.Raw(`{"session":"` + at(1).String() + `","constat":"Une réflexion est en cours"}`)
		events = append(events, recommendation.EvidenceAttached{Evidence: recommendation.Evidence{Name: "rapport.pdf", SHA256: strings.Repeat("a", 64), Size: 1000}},
			recommendation.Rectified{Type: recommendation.InProgressV1, Data: wrong, Reason: "erreur de saisie"})
		days = append(days, on(1)+30, on(1))
	}
	g.append(recommendation.Stream(rec), days, events...)
}

// text draws some twenty words; some are common, most are rare, as in texts.
func (g *generator) text() string {
	var b strings.Builder
	for i := range 18 + g.random.IntN(8) {
		if i > 0 {
			b.WriteByte(' ')
		}
		rank := int(float64(len(syllables)*len(syllables)*len(syllables)) * g.random.Float64() * g.random.Float64() * g.random.Float64() * g.random.Float64())
		for range 3 {
			b.WriteString(syllables[rank%len(syllables)])
			rank /= len(syllables)
		}
	}
	return b.String()
}

var syllables = []string{"ra", "mé", "to", "lin", "cou", "ver", "si", "ban", "du", "fi", "gé", "ho", "jun", "ka", "lo", "mi", "nou", "pré", "qui", "sen", "té", "uli", "vou", "xa", "yen", "zo"}
