// Package projectiontest is for the tests of projections: a book that is kept
// through the real use cases, and everything that the projections say of it, so
// that two ledgers can be compared whole. It is for tests only; the event log
// comes from the test, since projections know no adapter.
package projectiontest

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// TB is what a test or a property gives.
type TB interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// Book is a ledger under test. Every command gets the next id and is recorded a
// minute after the one before; a refused one fails the test. The methods that
// return an error leave that to the caller.
type Book struct {
	Log    ledger.EventLog
	Runner *runner.Runner
	Ledger *ledger.Ledger
	// Now is the time of record of the next command.
	Now time.Time

	t        TB
	commands uint64
}

// Keep opens a book on a log that holds nothing.
func Keep(t TB, log ledger.EventLog) *Book {
	registry := ledger.NewRegistry()
	b := &Book{Log: log, Runner: runner.New(log, registry), Now: time.Date(2025, 1, 1, 8, 0, 0, 0, time.UTC), t: t}
	b.Ledger = &ledger.Ledger{Log: log, Registry: registry, Lists: upToDate{b.Runner, log}, Clock: func() time.Time { return b.Now }}
	return b
}

// upToDate answers the use cases from all that the log holds.
type upToDate struct {
	*runner.Runner
	log ledger.EventLog
}

func (u upToDate) head(ctx context.Context) event.Position {
	head, _ := u.log.Head(ctx)
	return head
}

func (u upToDate) Duplicates(ctx context.Context, _ event.Position, id domain.RecommendationID) ([]domain.RecommendationID, error) {
	return u.Runner.Duplicates(ctx, u.head(ctx), id)
}

func (u upToDate) DueByRule(ctx context.Context, _ event.Position, id domain.SessionID) ([]session.Item, []domain.SessionID, error) {
	return u.Runner.DueByRule(ctx, u.head(ctx), id)
}

func (u upToDate) Unfollowed(ctx context.Context, _ event.Position) ([]event.Envelope, error) {
	return u.Runner.Unfollowed(ctx, u.head(ctx))
}

// Meta stamps the next command.
func (b *Book) Meta() ledger.Meta {
	b.commands++
	b.Now = b.Now.Add(time.Minute)
	var id ulid.ULID
	binary.BigEndian.PutUint64(id[8:], b.commands)
	_ = id.SetTime(1<<40 + b.commands)
	return ledger.Meta{Command: id, Actor: event.Actor{ID: "secretariat"}}
}

func (b *Book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// Day reads YYYY-MM-DD.
func Day(s string) domain.Day {
	d, err := domain.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Forum creates a forum that works by rule from the start.
func (b *Book) Forum(code string, rule forum.Rule) domain.ForumID {
	b.t.Helper()
	_, err := b.Ledger.Forum(context.Background(), b.Meta(), code, forum.Record{On: Day("2000-01-01"), Event: forum.Created{Code: code, Name: "Cadre " + code}})
	b.must(err)
	b.Rule(code, "2000-01-01", rule)
	return forum.IDOf(code)
}

// Rule gives a forum another rule from a day on.
func (b *Book) Rule(code, day string, rule forum.Rule) {
	b.t.Helper()
	_, err := b.Ledger.Forum(context.Background(), b.Meta(), code, forum.Record{On: Day(day), Event: forum.RuleSet{Rule: rule}})
	b.must(err)
}

// Structure creates a structure under another, a root for "".
func (b *Book) Structure(code, acronym, parent string) domain.OrganizationID {
	b.t.Helper()
	e := organization.Created{Code: code, Names: organization.Names{Name: acronym, Acronym: acronym}}
	if parent != "" {
		e.Parent = organization.IDOf(parent)
	}
	b.Organization(code, "2000-01-01", e)
	return organization.IDOf(code)
}

// Organization records an event of a structure.
func (b *Book) Organization(code, day string, e organization.Event) {
	b.t.Helper()
	_, err := b.Ledger.Organization(context.Background(), b.Meta(), code, organization.Record{On: Day(day), Event: e})
	b.must(err)
}

// Session records a command of a session.
func (b *Book) Session(id domain.SessionID, c session.Command) error {
	_, err := b.Ledger.Session(context.Background(), b.Meta(), id, c)
	return err
}

// Plan plans a session.
func (b *Book) Plan(p session.Planned) domain.SessionID {
	b.t.Helper()
	id := session.IDOf(p.Forum, p.Code)
	b.must(b.Session(id, session.Plan{On: Day("2000-01-01"), Planned: p}))
	return id
}

// Hold plans an ordinary session of a forum and holds it on a day.
func (b *Book) Hold(f, code, day string) domain.SessionID {
	b.t.Helper()
	id := b.Plan(session.Planned{Forum: forum.IDOf(f), Code: code})
	b.Sit(id, domain.On(Day(day)))
	return id
}

// Sit says when a session sat.
func (b *Book) Sit(id domain.SessionID, sittings ...domain.Period) {
	b.t.Helper()
	b.must(b.Session(id, session.Hold{Held: session.Held{Sittings: sittings}}))
}

// Close closes a session on a day.
func (b *Book) Close(id domain.SessionID, day string) {
	b.t.Helper()
	b.must(b.Session(id, session.Close{On: Day(day)}))
}

// Text is a recommendation with nothing but a text and those who owe it.
func Text(text string, owners ...string) recommendation.Formulated {
	f := recommendation.Formulated{Text: text}
	for _, o := range owners {
		f.Owners = append(f.Owners, domain.Owner{Organization: organization.IDOf(o)})
	}
	return f
}

// Made is Text under a numéro.
func Made(number, text string, owners ...string) recommendation.Formulated {
	f := Text(text, owners...)
	f.Number = number
	return f
}

// Make lets a session make items.
func (b *Book) Make(id domain.SessionID, items ...recommendation.Formulated) []domain.RecommendationID {
	b.t.Helper()
	all, err := b.TryMake(id, items...)
	b.must(err)
	return all
}

// TryMake is Make.
func (b *Book) TryMake(id domain.SessionID, items ...recommendation.Formulated) (all []domain.RecommendationID, err error) {
	var asked []ledger.NewItem
	for _, f := range items {
		asked = append(asked, ledger.NewItem{Formulated: f})
	}
	listed, _, err := b.Ledger.Formulate(context.Background(), b.Meta(), id, asked)
	for _, l := range listed {
		all = append(all, l.Recommendation)
	}
	return all, err
}

// Record records a command of a recommendation.
func (b *Book) Record(id domain.RecommendationID, c recommendation.Command) error {
	_, err := b.Ledger.Recommendation(context.Background(), b.Meta(), id, c)
	return err
}

// Do records a command of a recommendation.
func (b *Book) Do(id domain.RecommendationID, c recommendation.Command) {
	b.t.Helper()
	b.must(b.Record(id, c))
}

// Find lets a session retain an état.
func (b *Book) Find(id domain.RecommendationID, s domain.SessionID, state domain.State, words string) {
	b.t.Helper()
	b.Do(id, recommendation.Examine{Found: recommendation.Found{Session: s, State: state, Words: words}})
}

// CarryOver puts a recommendation on a session's own list again.
func (b *Book) CarryOver(id domain.RecommendationID, s domain.SessionID, c recommendation.CarriedOver) error {
	_, _, err := b.Ledger.CarryOver(context.Background(), b.Meta(), s, id, c)
	return err
}

// Carry is CarryOver under a numéro, unchanged.
func (b *Book) Carry(id domain.RecommendationID, s domain.SessionID, number string) {
	b.t.Helper()
	b.must(b.CarryOver(id, s, recommendation.CarriedOver{Listing: recommendation.Listing{Number: number}}))
}

// Validate adopts at a political session what was proposed.
func (b *Book) Validate(id domain.RecommendationID, s domain.SessionID, number string) error {
	_, _, err := b.Ledger.Validate(context.Background(), b.Meta(), s, id, recommendation.Validated{Listing: recommendation.Listing{Number: number}})
	return err
}

// Ask asks the projections as of a moment.
func (b *Book) Ask(m register.Moment, question func(*register.View)) {
	b.t.Helper()
	b.must(b.Runner.CatchUp(context.Background(), nil))
	Ask(b.t, b.Runner.Register(), m, question)
}

// Ask asks a register as of a moment.
func Ask(t TB, r *register.Register, m register.Moment, question func(*register.View)) {
	t.Helper()
	err := r.Query(context.Background(), m, func(v *register.View) error {
		question(v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
