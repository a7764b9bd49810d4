package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/auth"
	"suivi/adapters/eventlog/memory"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

func mover() *app {
	return &app{Process: Process{Now: time.Now, Stderr: new(bytes.Buffer), Env: func(string) (string, bool) { return "", false }}, settings: settings{place: time.UTC}}
}

// cluster is a store in which everything lies in the log, as in a cluster.
func cluster(log ledger.EventLog) *store { return mover().inLog("cluster", log) }

// opened is the store in a data folder, for as long as fn runs.
func opened(t *testing.T, folder string, to intent, fn func(*store)) {
	t.Helper()
	s, err := mover().openStore(t.Context(), folder, to)
	if err != nil {
		t.Fatal(err)
	}
	defer s.log.Close()
	fn(s)
}

// furnished is a data folder with the example, a piece of evidence in several
// parts, and three tokens.
func furnished(t *testing.T) string {
	t.Helper()
	folder, scan := t.TempDir(), filepath.Join(t.TempDir(), "scan.pdf")
	if err := os.WriteFile(scan, bytes.Repeat([]byte("%PDF octets\n"), 90_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"example"}, {"attach", "CC-CPS-SCI.2023-1.3", scan, "--on", "2024-06-01"}} {
		if _, stderr, code := runCommand(append(args, "--data", folder)...); code != exitOK {
			t.Fatal(stderr)
		}
	}
	tokens := auth.NewFolder(filepath.Join(folder, tokenFolder), time.Now)
	at := time.Date(2024, 6, 15, 12, 0, 0, 0, time.UTC)
	for _, id := range []string{"0000000a", "0000000b", "0000000c"} {
		if err := tokens.Create(t.Context(), auth.Token{ID: id, Scope: access.Read, Actor: event.Actor{ID: "portail"}, Hash: auth.Hash{1}, CreatedAt: at}); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := tokens.Revoke(t.Context(), "0000000b", at.Add(time.Hour))
	if err = errors.Join(err, tokens.Used(t.Context(), "0000000c", at.Add(2*time.Hour))); err != nil {
		t.Fatal(err)
	}
	return folder
}

// mortal is a log whose process dies after some appends.
type mortal struct {
	ledger.EventLog
	left   int
	before func()
}

var errDied = errors.New("the process died")

func (m *mortal) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if m.before != nil {
		m.before()
	}
	if m.left--; m.left < 0 {
		return ledger.Appended{}, errDied
	}
	if err := ctx.Err(); err != nil {
		return ledger.Appended{}, err
	}
	return m.EventLog.Append(ctx, stream, expected, records)
}

// tells is all that a ledger tells: what verifies it, its tables, its tokens.
func tells(t *testing.T, folder string) map[string]any {
	t.Helper()
	all := map[string]any{}
	for _, args := range [][]string{{"verify"}, {"counts"}, {"owing"}, {"list", "recommendations"}, {"audit"}, {"matrix"}, {"followup", "CC-CPS-SCI.2024-1"}, {"history", "CC-CPS-SCI.2023-1.3"}, {"token", "list"}} {
		all[strings.Join(args, " ")] = asked[any](t, loaded(folder), args...)
	}
	return all
}

func TestALedgerThatWentToAClusterAndBackSaysTheSame(t *testing.T) {
	for _, lives := range []int{1, 7, 1000} { // appends before the process dies
		t.Run(fmt.Sprint("dying after ", lives), func(t *testing.T) {
			from, back := furnished(t), t.TempDir()
			log := memory.New()
			var done migration
			opened(t, from, toRead, func(source *store) {
				for err := errDied; err != nil; {
					before, _ := log.Head(t.Context())
					done, err = mover().migrate(t.Context(), source, cluster(&mortal{EventLog: log, left: lives}))
					if after, _ := log.Head(t.Context()); err != nil && (!errors.Is(err, errDied) || after == before) {
						t.Fatalf("at %s, then %s: %v", before, after, err)
					}
				}
			})
			if done.Events != 203 || done.Evidence != 1 || done.Tokens != 3 || done.SourceSHA256 != done.TargetSHA256 || len(done.SourceSHA256) != 64 {
				t.Errorf("%+v", done)
			}
			opened(t, back, toCreate, func(target *store) {
				returned, err := mover().migrate(t.Context(), cluster(log), target)
				if err != nil || returned.TargetSHA256 != done.SourceSHA256 || returned.Copied != 203 {
					t.Errorf("%+v: %v", returned, err)
				}
			})
			if want, got := tells(t, from), tells(t, back); !reflect.DeepEqual(want, got) {
				t.Errorf("said\n%v\nsays\n%v", want, got)
			}
		})
	}
}

func TestARunThatFindsAllThereAddsNothing(t *testing.T) {
	log := memory.New()
	opened(t, furnished(t), toRead, func(source *store) {
		var head event.Position
		for i := range 2 {
			done, err := mover().migrate(t.Context(), source, cluster(log))
			if err != nil || done.Copied != 203*(1-i) {
				t.Fatalf("%+v: %v", done, err)
			}
			at, _ := log.Head(t.Context())
			if i > 0 && at != head {
				t.Errorf("the log went from %s to %s", head, at)
			}
			head = at
		}
	})
}

func TestATokenThatWasRevokedSinceIsRevokedByTheNextRun(t *testing.T) {
	folder, log := furnished(t), memory.New()
	for range 2 {
		opened(t, folder, toRead, func(source *store) {
			if _, err := mover().migrate(t.Context(), source, cluster(log)); err != nil {
				t.Fatal(err)
			}
		})
		if _, stderr, code := runCommand("token", "revoke", "0000000a", "--data", folder); code != exitOK {
			t.Fatal(stderr)
		}
	}
	if got, found, err := cluster(log).tokens.Find(t.Context(), "0000000a"); err != nil || !found || got.RevokedAt.IsZero() {
		t.Errorf("%+v, %v, %v", got, found, err)
	}
}

// copied are the events of a folder in memory, as changed.
func copied(t *testing.T, source *store, change func(n int, r *event.Record)) *memory.Log {
	t.Helper()
	log, n := memory.New(), 0
	for rec, err := range source.log.Read(t.Context(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n > 20 {
			break
		}
		change(n, &rec)
		if _, err := log.Append(t.Context(), rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
			t.Fatal(err)
		}
	}
	return log
}

func TestATargetThatIsNoBeginningOfTheSourceIsLeftAsItIs(t *testing.T) {
	opened(t, furnished(t), toRead, func(source *store) {
		for name, c := range map[string]struct {
			change func(n int, r *event.Record)
			says   string
		}{
			"another id":     {func(_ int, r *event.Record) { r.ID[15]++ }, `champ="id"`},
			"another time":   {func(n int, r *event.Record) { r.RecordedAt = r.RecordedAt.Add(time.Duration(n/9) * time.Microsecond) }, `champ="enregistre_le"`},
			"other data":     {func(n int, r *event.Record) { r.Data = append(r.Data, " "[:n/20]...) }, `numero="20"`},
			"other metadata": {func(n int, r *event.Record) { r.Metadata = append(r.Metadata, " "[:n/20]...) }, `champ="metadonnees"`},
			"another type":   {func(n int, r *event.Record) { r.Type = r.Type[:len(r.Type)-n/20] }, `champ="type"`},
			"another stream": {func(_ int, r *event.Record) { r.Stream += "X" }, `champ="flux"`},
		} {
			log := copied(t, source, c.change)
			head, _ := log.Head(t.Context())
			_, err := mover().migrate(t.Context(), source, cluster(log))
			if fault.CodeOf(err) != "migration.autre_registre" || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", name, err)
			}
			if at, _ := log.Head(t.Context()); at != head {
				t.Errorf("%s: something was added", name)
			}
		}
		log := memory.New()
		if _, err := mover().migrate(t.Context(), source, cluster(log)); err != nil {
			t.Fatal(err)
		}
		if _, err := log.Append(t.Context(), "cadre-"+ulid.Make().String(), event.NoStream, []event.Record{{ID: ulid.Make(), Type: "cadre.cree.v1"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := mover().migrate(t.Context(), source, cluster(log)); fault.CodeOf(err) != "migration.arrivee_en_avance" {
			t.Errorf("ahead: %v", err)
		}
	})
}

func TestATargetWithOtherTokensIsLeftAsItIs(t *testing.T) {
	opened(t, furnished(t), toRead, func(source *store) {
		for name, token := range map[string]auth.Token{
			"one of its own":       {ID: "0000000z", Scope: access.Read, Actor: event.Actor{ID: "portail"}, CreatedAt: time.Now().UTC()},
			"one with more rights": {ID: "0000000a", Scope: access.Record, Actor: event.Actor{ID: "portail"}, Hash: auth.Hash{1}, CreatedAt: time.Date(2024, 6, 15, 12, 0, 0, 0, time.UTC)},
		} {
			log := memory.New()
			target := cluster(log)
			if err := target.tokens.Create(t.Context(), token); err != nil {
				t.Fatal(err)
			}
			head, _ := log.Head(t.Context())
			if _, err := mover().migrate(t.Context(), source, target); fault.CodeOf(err) != "migration.autre_jeton" || !strings.Contains(err.Error(), token.ID) {
				t.Errorf("%s: %v", name, err)
			}
			if at, _ := log.Head(t.Context()); at != head {
				t.Errorf("%s: something was added", name)
			}
		}
	})
}

func TestWhoWritesMeanwhileIsToldOf(t *testing.T) {
	stray := func(to *memory.Log) func() {
		return func() {
			if _, err := to.Append(context.Background(), "cadre-"+ulid.Make().String(), event.NoStream, []event.Record{{ID: ulid.Make(), Type: "cadre.cree.v1", Metadata: []byte("{}"), Data: []byte("{}")}}); err != nil {
				t.Error(err)
			}
		}
	}
	first := func(of, to *memory.Log) func() {
		return func() {
			for rec := range of.Read(t.Context(), event.Position{}) {
				if _, err := to.Append(t.Context(), rec.Stream, event.NoStream, []event.Record{{ID: ulid.Make(), Type: rec.Type}}); err != nil {
					t.Error(err)
				}
				return
			}
		}
	}
	once := func(fn func()) func() {
		return func() {
			if fn != nil {
				fn()
			}
			fn = nil
		}
	}
	opened(t, furnished(t), toRead, func(folder *store) {
		source, target := copied(t, folder, func(int, *event.Record) {}), memory.New()
		_, err := mover().migrate(t.Context(), cluster(source), cluster(&mortal{EventLog: target, left: 1000, before: once(stray(target))}))
		if fault.CodeOf(err) != "migration.arrivee_change" {
			t.Errorf("to the target: %v", err)
		}
		target = memory.New()
		_, err = mover().migrate(t.Context(), cluster(source), cluster(&mortal{EventLog: target, left: 1000, before: once(first(source, target))}))
		if fault.CodeOf(err) != "migration.arrivee_change" {
			t.Errorf("to the same stream of the target: %v", err)
		}
		target = memory.New()
		_, err = mover().migrate(t.Context(), cluster(source), cluster(&mortal{EventLog: target, left: 1000, before: once(stray(source))}))
		if fault.CodeOf(err) != "migration.depart_change" {
			t.Errorf("to the source: %v", err)
		}
		if done, err := mover().migrate(t.Context(), cluster(source), cluster(target)); err != nil || done.Events != 21 {
			t.Errorf("again: %+v, %v", done, err)
		}
	})
}

func TestAMigrationThatIsInterruptedSaysHowToGoOn(t *testing.T) {
	opened(t, furnished(t), toRead, func(source *store) {
		ctx, stop := context.WithCancel(t.Context())
		n, log := 0, memory.New()
		dying := &mortal{EventLog: log, left: 1000, before: func() {
			if n++; n == 30 {
				stop()
			}
		}}
		_, err := mover().migrate(ctx, source, cluster(dying))
		if fault.CodeOf(err) != "migration.interrompue" || exitOf(err) != exitUnavailable || !strings.Contains(mover().explain(err), "Relancez la même commande") {
			t.Error(err)
		}
		if _, err := mover().migrate(t.Context(), source, cluster(log)); err != nil {
			t.Error(err)
		}
	})
}

func TestAnAddressIsShownWithoutItsSecret(t *testing.T) {
	for address, want := range map[string]string{
		"esdb://admin:changeit@a:2113,b:2113?tls=true": "esdb://…@a:2113,b:2113?tls=true",
		"esdb+discover://u:p/@x@a":                     "esdb+discover://…@a",
		"esdb://a":                                     "esdb://a",
		"data/a@b":                                     "data/a@b",
	} {
		if got := withoutSecret(address); got != want {
			t.Errorf("%s is shown as %s", address, got)
		}
	}
}
