package projectiontest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// mill grinds events straight out, without the deciders: a big ledger in no
// time.
type mill struct {
	events []event.Envelope
	n      uint64
}

func (m *mill) id() ulid.ULID {
	m.n++
	return domain.DeriveID[domain.RecommendationID]("mill", fmt.Sprint(m.n)).ULID
}

func (m *mill) add(stream string, on domain.Day, p event.Payload) {
	seq := uint64(len(m.events) + 1)
	m.events = append(m.events, event.Envelope{Position: event.NewPosition(seq, seq), Stream: stream, ID: m.id(), RecordedAt: time.Unix(int64(seq), 0),
		Metadata: event.Metadata{Day: on}, Payload: p})
}

// bigLedger has so many recommendations, made by one forum for every 5000 of
// them, 25 a session, four sessions a year; each session examines its list,
// carries one in five over and finds half of it done.
func bigLedger(recommendations int) *mill {
	m := &mill{}
	for o := range 40 {
		e := organization.Created{Code: fmt.Sprint("O", o), Names: organization.Names{Name: fmt.Sprint("Structure ", o), Acronym: fmt.Sprint("S", o)}}
		if o >= 8 {
			e.Parent = organization.IDOf(fmt.Sprint("O", o%8))
		}
		m.add(organization.Stream(organization.IDOf(e.Code)), 1, e)
	}
	for f := range max(1, recommendations/5000) {
		code := fmt.Sprint("F", f)
		m.add(forum.Stream(forum.IDOf(code)), 1, forum.Created{Code: code, Name: code})
		var list []recommendation.Listing
		var ids []domain.RecommendationID
		for s := range min(recommendations, 5000) / 25 {
			on := domain.MustDay(1980, 1, 1) + domain.Day(91*s+f%80)
			list, ids = m.sitting(code, s, on, ids, list)
		}
	}
	return m
}

func (m *mill) sitting(f string, s int, on domain.Day, due []domain.RecommendationID, was []recommendation.Listing) ([]recommendation.Listing, []domain.RecommendationID) {
	id := session.IDOf(forum.IDOf(f), fmt.Sprint(s))
	stream := session.Stream(id)
	m.add(stream, on, session.Planned{Forum: forum.IDOf(f), Code: fmt.Sprint(s)})
	m.add(stream, on, session.Held{Sittings: []domain.Period{domain.On(on)}})
	fixed := session.ListFixed{Origin: session.ByRule}
	var list []recommendation.Listing
	var ids []domain.RecommendationID
	for k, rec := range due {
		fixed.Items = append(fixed.Items, session.Item{Recommendation: rec, Number: was[k].Number, Place: k + 1})
		state := domain.InProgress
		if k%2 == 0 {
			state = domain.Executed
		}
		m.add(recommendation.Stream(rec), on, recommendation.Found{State: state, Session: id, Words: "constat du rapport"})
		if k%5 == 1 {
			l := recommendation.Listing{Session: id, Forum: forum.IDOf(f), Number: fmt.Sprint(len(list) + 1), Place: len(list) + 1}
			m.add(recommendation.Stream(rec), on, recommendation.CarriedOver{Listing: l})
			list, ids = append(list, l), append(ids, rec)
		}
	}
	for k := range 25 {
		rec := domain.RecommendationID{ULID: m.id()}
		l := recommendation.Listing{Session: id, Forum: forum.IDOf(f), Number: fmt.Sprint(len(list) + 1), Place: len(list) + 1}
		owner := domain.Owner{Organization: organization.IDOf(fmt.Sprint("O", (s+k)%40))}
		m.add(recommendation.Stream(rec), on, recommendation.Formulated{Listing: l, Text: fmt.Sprintf("Recommandation %d du dossier m%d relative à la formation des agents", k, m.n%5000), Owners: []domain.Owner{owner},
			Due: domain.On(on + 200)})
		list, ids = append(list, l), append(ids, rec)
	}
	m.add(stream, on, fixed)
	m.add(stream, on, session.Closed{})
	return list, ids
}

func (m *mill) register(b *testing.B) *register.Register {
	r := register.New()
	if err := r.ApplyAll(m.events); err != nil {
		b.Fatal(err)
	}
	r.Settle()
	return r
}

var sizes = []int{10_000, 200_000}

func BenchmarkRebuild(b *testing.B) {
	for _, n := range sizes {
		m := bigLedger(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				m.register(b)
			}
			b.ReportMetric(float64(len(m.events))*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// BenchmarkAsking: what a question of the present costs must not grow with the
// ledger, but with its answer.
func BenchmarkAsking(b *testing.B) {
	for _, n := range sizes {
		r := bigLedger(n).register(b)
		moment := register.Moment{Today: domain.MustDay(2030, 1, 1)}
		open := register.AnyFilter()
		open.Standing = recommendation.Open
		lost, words, owed, silent := open, register.AnyFilter(), open, open
		lost.Dropped, silent.Silent = true, true
		words.Words = "form dossier m12"
		ask := func(name string, question func(*register.View)) {
			b.Run(fmt.Sprint(n, "/", name), func(b *testing.B) {
				for b.Loop() {
					_ = r.Query(context.Background(), moment, func(v *register.View) error {
						question(v)
						return nil
					})
				}
			})
		}
		list := func(f register.Filter) func(*register.View) {
			return func(v *register.View) { _, _ = openitems.ListOf(v, f, register.Page{Limit: 50}) }
		}
		ask("table", func(v *register.View) {
			s, _ := v.FindSession("F0.150")
			followup.Of(v, s)
		})
		ask("open", list(open))
		ask("dropped", list(lost))
		ask("silent", list(silent))
		ask("search", list(words))
		ask("owed", func(v *register.View) {
			f := owed
			f.Organization, _ = v.FindOrganization("O20")
			list(f)(v)
		})
		ask("counts", func(v *register.View) { openitems.Of(v) })
		ask("owing", func(v *register.View) { _, _ = owing.Of(v, register.None) })
		ask("find", func(v *register.View) { _, _ = v.Find("F1.150.3") })
	}
}

// BenchmarkSettling: an event costs what it touches.
func BenchmarkSettling(b *testing.B) {
	for _, n := range sizes {
		m := bigLedger(n)
		r := m.register(b)
		step := func(name string, stream string, p event.Payload) {
			b.Run(fmt.Sprint(n, "/", name), func(b *testing.B) {
				for b.Loop() {
					m.add(stream, domain.MustDay(2030, 1, 1), p)
					if err := r.Apply(m.events[len(m.events)-1]); err != nil {
						b.Fatal(err)
					}
					r.Settle()
				}
			})
		}
		var rec string
		for _, e := range m.events {
			if _, is := e.Payload.(recommendation.Formulated); is {
				rec = e.Stream
			}
		}
		step("evidence", rec, recommendation.EvidenceAttached{Evidence: recommendation.Evidence{Name: "x", SHA256: "0"}})
		last := session.Stream(session.IDOf(forum.IDOf("F0"), fmt.Sprint(5000/25-1)))
		step("totals", last, session.TotalsDeclared{Subject: "plan"})
		step("close", last, session.Closed{})
		step("rename", organization.Stream(organization.IDOf("O20")), organization.Renamed{Names: organization.Names{Name: "Autre"}})
		step("reparent", organization.Stream(organization.IDOf("O20")), organization.Reparented{Parent: organization.IDOf("O1")})
	}
}

// The benchmarks read a ledger that is what it says.
func TestTheBigLedgerOfTheBenchmarksAddsUp(t *testing.T) {
	r := register.New()
	if err := r.ApplyAll(bigLedger(500).events); err != nil {
		t.Fatal(err)
	}
	projectiontest.Ask(t, r, register.Moment{}, func(v *register.View) {
		s, _ := v.FindSession("F0.10")
		if table := followup.Of(v, s); !table.AsClosed || table.Totals.Examined < 25 || table.Totals.Examined != table.Totals.ToExamine {
			t.Errorf("%+v", table.Totals)
		}
		if c := openitems.Of(v); c.Made != 500 || c.Open.Dropped == 0 {
			t.Errorf("%+v", c)
		}
	})
}
