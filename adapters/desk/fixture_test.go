package desk_test

import (
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/evidence"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// A town is a desk over a ledger of its own, and the time that it is there.
type town struct {
	*testing.T
	desk     *desk.Desk
	now      time.Time
	commands byte
}

var secretariat = access.Bearer{Actor: event.Actor{ID: "secretariat"}, Scope: access.Record}

// found opens an empty one, on 15 June 2024 at ten.
func found(t *testing.T) *town {
	b := &town{T: t, now: time.Date(2024, time.June, 15, 10, 0, 0, 0, time.UTC)}
	log, registry := memory.New(), ledger.NewRegistry()
	tables := runner.New(log, registry)
	b.desk = &desk.Desk{
		Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: tables, Clock: func() time.Time { return b.now }},
		Runner: tables, Evidence: evidence.NewFolder(t.TempDir()), Place: time.UTC,
	}
	return b
}

// committee is a town with a forum, structures, a session of 2023 with three
// recommendations that is closed, and one that was held in January 2024.
func committee(t *testing.T) *town {
	b := found(t)
	b.record("", desk.CreateForum{Code: "CC", Name: "Comité de coordination"})
	b.record("", desk.CreateOrganization{Code: "MAECI", Name: "Ministère des Affaires étrangères"})
	b.record("", desk.CreateOrganization{Code: "DRH", Name: "Direction des ressources humaines", Parent: "MAECI"})
	b.record("", desk.CreateOrganization{Code: "CPS", Name: "Cellule de planification"})
	b.record("", desk.PlanSession{Forum: "CC", Expected: "27 janvier 2023"})
	b.record("CC.2023-1", desk.HoldSession{Sittings: []string{"27 janvier 2023"}})
	for n, text := range []string{"Former les agents", "Recruter", "Tenir le fichier"} {
		b.record("CC.2023-1", desk.Make{Listing: desk.Listing{Number: string(rune('1' + n)), Text: text, Owners: []string{"DRH (chef de file) + CPS"}}})
	}
	b.record("CC.2023-1", desk.CloseSession{Effective: desk.Effective{On: "2023-01-27"}})
	b.record("", desk.PlanSession{Forum: "CC", Code: "2024-1", Expected: "janvier 2024"})
	b.record("CC.2024-1", desk.HoldSession{Sittings: []string{"31 janvier 2024"}})
	return b
}

// order is a fresh command of the secretariat's, which may be repeated.
func (b *town) order() desk.Order {
	b.commands++
	return desk.Order{By: secretariat, Command: ulid.ULID{0: 1, 15: b.commands}, Repeatable: true}
}

// record gives a command that is taken.
func (b *town) record(about string, c desk.Command) desk.Receipt {
	b.Helper()
	receipt, err := b.desk.Record(b.Context(), b.order(), about, c)
	if err != nil {
		b.Fatalf("%s of %s: %v", c.Route().Name, about, err)
	}
	return receipt
}

// refuses asks that a command is refused with a code, at a place, and records
// nothing.
func (b *town) refuses(about string, c desk.Command, code, place string) {
	b.Helper()
	before := b.head()
	_, err := b.desk.Record(b.Context(), b.order(), about, c)
	f, is := err.(*fault.Fault)
	if !is || f.Code != code || f.Place != place {
		b.Errorf("%s of %q: %v (at %q), want %s at %q", c.Route().Name, about, err, placeOf(f), code, place)
	}
	if after := b.head(); after != before {
		b.Errorf("%s was refused and recorded", c.Route().Name)
	}
}

func placeOf(f *fault.Fault) string {
	if f == nil {
		return ""
	}
	return f.Place
}

func (b *town) head() event.Position {
	b.Helper()
	head, err := b.desk.Ledger.Log.Head(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return head
}

// event is the payload of one that is recorded.
func (b *town) event(id ulid.ULID) event.Payload {
	b.Helper()
	for rec, err := range b.desk.Ledger.Log.Read(b.Context(), event.Position{}) {
		if err != nil {
			b.Fatal(err)
		}
		if rec.ID != id {
			continue
		}
		e, err := b.desk.Ledger.Registry.Decode(rec)
		if err != nil {
			b.Fatal(err)
		}
		return e.Payload
	}
	b.Fatalf("no event %s", id)
	return nil
}

// ask asks a table.
func ask[Q desk.Question, T any](b *town, t desk.Table[Q, T], q Q) T {
	b.Helper()
	answer, _, err := desk.Ask(b.Context(), b.desk, secretariat, t, q)
	if err != nil {
		b.Fatalf("%s: %v", t.Name, err)
	}
	return answer
}

func about(ref string) desk.AboutOne { return desk.AboutOne{Ref: ref} }
