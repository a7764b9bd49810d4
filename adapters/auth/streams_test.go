package auth_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/adapters/eventlog/memory"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// counted counts how often a stream is read, and can be away.
type counted struct {
	ledger.EventLog
	loads atomic.Int64
	away  atomic.Bool
}

func (c *counted) Load(ctx context.Context, stream string, from event.Version) iter.Seq2[event.Record, error] {
	c.loads.Add(1)
	if c.away.Load() {
		return func(yield func(event.Record, error) bool) { yield(event.Record{}, errAway) }
	}
	return c.EventLog.Load(ctx, stream, from)
}

func held(t *testing.T, log ledger.EventLog, stream string) (all []event.Record) {
	t.Helper()
	for rec, err := range log.Load(t.Context(), stream, 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	return all
}

func TestALogIsLookedAtOnceASecond(t *testing.T) {
	log, c := &counted{EventLog: memory.New()}, newClock()
	s := auth.NewStreams(log, c.now)
	a := auth.New(s, c.now)
	printed, _ := issue(t, a, counting)
	accepted(t, a, printed, counting)
	a.Close()
	before := log.loads.Load()
	for range 100 {
		accepted(t, a, printed, counting)
	}
	if n := log.loads.Load() - before; n != 0 {
		t.Errorf("read %d times within the second", n)
	}
	c.passes(time.Second)
	for range 100 {
		accepted(t, a, printed, counting)
	}
	a.Close()
	if n := log.loads.Load() - before; n != 1 {
		t.Errorf("read %d times in the next second", n)
	}
}

func TestALogThatIsAwayKeepsNobodyOutWhomItKnew(t *testing.T) {
	log, c := &counted{EventLog: memory.New()}, newClock()
	s := auth.NewStreams(log, c.now)
	a := auth.New(s, c.now)
	printed, kept := issue(t, a, counting)
	log.away.Store(true)
	for range 3 {
		c.passes(time.Second)
		accepted(t, a, printed, counting)
	}
	a.Close()
	if _, err := s.List(t.Context()); fault.CodeOf(err) != auth.LogAway || fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
	if _, _, err := s.Revoke(t.Context(), kept.ID, c.now()); fault.CodeOf(err) != auth.LogAway {
		t.Error(err)
	}
	if _, _, err := auth.NewStreams(log, c.now).Find(t.Context(), kept.ID); fault.CodeOf(err) != auth.LogAway {
		t.Errorf("a node that never saw the tokens: %v", err)
	}
	log.away.Store(false)
	if _, _, err := auth.NewStreams(log, c.now).Revoke(t.Context(), kept.ID, c.now()); err != nil {
		t.Fatal(err)
	}
	c.passes(time.Second)
	refused(t, a, printed, auth.RefusedRevoked)
}

func TestAUseIsNotedOnceADayByAllNodes(t *testing.T) {
	log, c := memory.New(), newClock()
	one, other := auth.NewStreams(log, c.now), auth.NewStreams(log, c.now)
	create(t, one, made("0000000a", noon), made("0000000b", noon))
	for range 3 * 24 * 4 {
		for _, s := range []*auth.Streams{one, other} {
			if err := s.Used(t.Context(), "0000000a", c.now()); err != nil {
				t.Fatal(err)
			}
		}
		c.passes(15 * time.Minute)
	}
	if n := len(held(t, log, "jeton-usages")); n != 4 { // from noon to noon
		t.Errorf("%d uses noted in three days", n)
	}
}

func TestWhatOfTheTokensCannotBeReadIsToldAndHarmsNoOther(t *testing.T) {
	log, c := memory.New(), newClock()
	create(t, auth.NewStreams(log, c.now), made("0000000a", noon))
	good := held(t, log, "jeton-registre")[0]
	next := event.Version(0)
	for i, bad := range []struct {
		of   event.Type
		data string
	}{
		{"jeton.cree.v1", "jeton"},
		{"jeton.cree.v1", strings.Replace(string(good.Data), `"0000000a"`, `"../../xx"`, 1)},
		{"jeton.cree.v1", strings.Replace(strings.Replace(string(good.Data), `"0000000a"`, `"0000000b"`, 1), `"lire"`, `"tout"`, 1)},
		{"jeton.cree.v1", strings.Replace(string(good.Data), `"lire"`, `"enregistrer"`, 1)},
		{"jeton.revoque.v1", `{"id":"0000000c","revoque_le":"2024-06-15T12:00:00Z"}`},
		{"jeton.revoque.v1", `{"id":"0000000a"}`},
		{"jeton.revoque.v9", `{"id":"0000000a","revoque_le":"2024-06-15T12:00:00Z"}`},
	} {
		done, err := log.Append(t.Context(), "jeton-registre", next, []event.Record{{ID: event.DeriveID(good.ID, "bad", i), Type: bad.of, Data: []byte(bad.data)}})
		if err != nil {
			t.Fatal(err)
		}
		next = done.Version
		s := auth.NewStreams(log, c.now)
		finds(t, s, made("0000000a", noon))
		all, err := s.List(t.Context())
		if told := err.(interface{ Unwrap() []error }).Unwrap(); len(all) != 1 || len(told) != i+1 || fault.CodeOf(told[i]) != auth.EventUnreadable {
			t.Errorf("%s: listed %v, %v", bad.data, all, err)
		}
	}
}

// The stored form is a promise: testdata/tokens is what was written once, and is
// read and written so for ever.
func TestTokensAreStoredAsTheyAlwaysWere(t *testing.T) {
	want, err := os.ReadFile("testdata/tokens")
	if err != nil {
		t.Fatal(err)
	}
	log, c := memory.New(), newClock()
	s := auth.NewStreams(log, c.now)
	endless := auth.Token{ID: "0000000b", Scope: access.Count, Actor: event.Actor{ID: "compteurs"}, CreatedAt: noon}
	create(t, s, made("0000000a", noon), endless)
	if _, _, err := s.Revoke(t.Context(), "0000000a", noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if err := s.Used(t.Context(), "0000000b", noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, stream := range []string{"jeton-registre", "jeton-usages"} {
		for _, rec := range held(t, log, stream) {
			fmt.Fprintln(&got, rec.Stream, rec.Version, rec.ID, rec.Type, string(rec.Data))
		}
	}
	if got.String() != string(want) {
		t.Errorf("stored as\n%swas\n%s", got.String(), want)
	}
	read := memory.New()
	for line := range strings.Lines(string(want)) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 5)
		var version event.Version
		if _, err := fmt.Sscan(f[1], &version); err != nil {
			t.Fatal(err)
		}
		if _, err := read.Append(t.Context(), f[0], version-1, []event.Record{{ID: event.DeriveID(held(t, log, f[0])[version].ID, "again", 0), Type: event.Type(f[3]), Data: []byte(f[4])}}); err != nil {
			t.Fatal(err)
		}
	}
	revoked := made("0000000a", noon)
	revoked.RevokedAt = noon.Add(time.Minute)
	endless.LastUsedAt = noon.Add(time.Hour)
	all, err := auth.NewStreams(read, c.now).List(t.Context())
	if err != nil || len(all) != 2 || all[0] != revoked || all[1] != endless {
		t.Errorf("%+v: %v", all, err)
	}
}
