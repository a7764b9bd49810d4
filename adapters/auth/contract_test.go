package auth_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/adapters/eventlog/memory"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// onEachStore tries a rule on every store; process opens the same place anew,
// as another process would.
func onEachStore(t *testing.T, rule func(t *testing.T, c *clock, process func() auth.Store)) {
	t.Run("folder", func(t *testing.T) {
		path, c := tokens(t), newClock()
		rule(t, c, func() auth.Store { return auth.NewFolder(path, c.now) })
	})
	t.Run("streams", func(t *testing.T) {
		log, c := memory.New(), newClock()
		rule(t, c, func() auth.Store { return auth.NewStreams(log, c.now) })
	})
}

// made is a token as it is kept.
func made(id string, at time.Time) auth.Token {
	return auth.Token{ID: id, Scope: access.Read, Actor: event.Actor{ID: "portail", Function: "tableau de bord"}, Hash: auth.Hash{1, 2, 3}, CreatedAt: at, ExpiresAt: at.Add(time.Hour)}
}

func create(t *testing.T, s auth.Store, all ...auth.Token) {
	t.Helper()
	for _, token := range all {
		if err := s.Create(t.Context(), token); err != nil {
			t.Fatal(err)
		}
	}
}

func finds(t *testing.T, s auth.Store, want auth.Token) {
	t.Helper()
	if got, found, err := s.Find(t.Context(), want.ID); err != nil || !found || got != want {
		t.Errorf("found %+v (%v, %v), want %+v", got, found, err, want)
	}
}

func TestAStoreGivesBackWhatItKeeps(t *testing.T) {
	onEachStore(t, func(t *testing.T, _ *clock, process func() auth.Store) {
		ended := made("0000000c", noon)
		ended.RevokedAt = noon.Add(time.Minute)
		endless := made("0000000b", noon.Add(time.Second))
		endless.ExpiresAt, endless.Actor.Function = time.Time{}, ""
		here := process()
		create(t, here, ended, endless, made("0000000a", noon))
		for _, s := range []auth.Store{here, process()} {
			finds(t, s, ended)
			finds(t, s, endless)
			all, err := s.List(t.Context())
			if want := []auth.Token{made("0000000a", noon), ended, endless}; err != nil || !slices.Equal(all, want) {
				t.Errorf("%+v: %v", all, err)
			}
			if got, found, err := s.Find(t.Context(), "0000000d"); found || err != nil || got != (auth.Token{}) {
				t.Errorf("%+v, %v, %v", got, found, err)
			}
		}
	})
}

func TestAnIdIsTakenOnceInEveryStore(t *testing.T) {
	onEachStore(t, func(t *testing.T, _ *clock, process func() auth.Store) {
		create(t, process(), made("0000000a", noon))
		other := made("0000000a", noon)
		other.Scope = access.Record
		if err := process().Create(t.Context(), other); err == nil {
			t.Error("a token took the place of another")
		}
		finds(t, process(), made("0000000a", noon))
	})
}

func TestWhatAnotherProcessWritesIsSeenWithinASecond(t *testing.T) {
	onEachStore(t, func(t *testing.T, c *clock, process func() auth.Store) {
		here, there := process(), process()
		if _, found, err := here.Find(t.Context(), "0000000a"); found || err != nil {
			t.Fatal(found, err)
		}
		token := made("0000000a", noon)
		create(t, there, token)
		c.passes(time.Second)
		finds(t, here, token)
		if _, now, err := there.Revoke(t.Context(), token.ID, c.now()); !now || err != nil {
			t.Fatal(now, err)
		}
		token.RevokedAt = c.now()
		finds(t, there, token)
		c.passes(time.Second)
		finds(t, here, token)
	})
}

func TestARevocationKeepsItsTime(t *testing.T) {
	onEachStore(t, func(t *testing.T, c *clock, process func() auth.Store) {
		create(t, process(), made("0000000a", noon))
		first, now, err := process().Revoke(t.Context(), "0000000a", c.now())
		if err != nil || !now || !first.RevokedAt.Equal(noon) {
			t.Fatal(first, now, err)
		}
		if again, now, err := process().Revoke(t.Context(), "0000000a", noon.Add(time.Hour)); err != nil || now || again != first {
			t.Errorf("%+v, %v, %v", again, now, err)
		}
		for _, id := range []string{"0000000f", "", "..", "suivi_0000000a_notthesecret"} {
			_, _, err := process().Revoke(t.Context(), id, noon)
			if fault.CodeOf(err) != auth.NoSuchToken || strings.Contains(err.Error(), "secret") {
				t.Errorf("%q: %v", id, err)
			}
		}
	})
}

func TestManyRevokeAtOnceAndOneDoes(t *testing.T) {
	onEachStore(t, func(t *testing.T, c *clock, process func() auth.Store) {
		if _, folder := process().(*auth.Folder); folder {
			t.Skip("two processes that revoke in one folder may both say that they did")
		}
		create(t, process(), made("0000000a", noon))
		var did, all sync.WaitGroup
		did.Add(1)
		for i := range 8 {
			all.Go(func() {
				if _, now, err := process().Revoke(t.Context(), "0000000a", noon.Add(time.Duration(i)*time.Second)); err != nil {
					t.Error(err)
				} else if now {
					did.Done() // a second one panics
				}
			})
		}
		all.Wait()
		did.Wait()
	})
}

func TestAUseOutlivesTheProcessInEveryStore(t *testing.T) {
	onEachStore(t, func(t *testing.T, c *clock, process func() auth.Store) {
		here := process()
		create(t, here, made("0000000a", noon), made("0000000b", noon))
		for _, at := range []time.Time{noon, noon.Add(25 * time.Hour)} {
			if err := here.Used(t.Context(), "0000000a", at); err != nil {
				t.Fatal(err)
			}
			all, err := process().List(t.Context())
			if err != nil || len(all) != 2 || !all[0].LastUsedAt.Equal(at) || !all[1].LastUsedAt.IsZero() {
				t.Errorf("%+v: %v", all, err)
			}
		}
	})
}
