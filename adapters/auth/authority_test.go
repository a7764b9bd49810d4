package auth_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/ledger"
)

// refused asks that a token is refused as one that nobody bears.
func refused(t *testing.T, a *auth.Authority, printed, code string) {
	t.Helper()
	b, err := a.Bearer(t.Context(), printed)
	if fault.CodeOf(err) != code || fault.KindOf(err) != fault.Anonymous || b != (access.Bearer{}) {
		t.Errorf("refused as %v, not %s; bearer %+v", err, code, b)
	}
	if len(printed) > 20 && err != nil && strings.Contains(err.Error(), printed[16:]) {
		t.Errorf("the refusal shows the token: %v", err)
	}
}

func accepted(t *testing.T, a *auth.Authority, printed string, want auth.Request) {
	t.Helper()
	if b, err := a.Bearer(t.Context(), printed); err != nil || b.Actor != want.Actor || b.Scope != want.Scope {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestATokenNamesItsActorAndScopeInEveryProcess(t *testing.T) {
	path, c := tokens(t), newClock()
	a, _ := open(t, path, c.now)
	recording := auth.Request{Scope: access.Record, Actor: event.Actor{ID: "secretariat"}}
	one, _ := issue(t, a, counting)
	other, _ := issue(t, a, recording)
	again, _ := open(t, path, c.now)
	for _, process := range []*auth.Authority{a, again} {
		accepted(t, process, one, counting)
		accepted(t, process, other, recording)
	}
}

func otherLetter(than byte) string {
	if than == '0' {
		return "1"
	}
	return "0"
}

func TestAWrongTokenIsUnknownWhateverIsWrong(t *testing.T) {
	c := newClock()
	a, _ := open(t, tokens(t), c.now)
	printed, kept := issue(t, a, counting)
	other, _ := issue(t, a, counting)
	for name, wrong := range map[string]string{
		"nothing":           "",
		"a word":            "suivi",
		"the id alone":      kept.ID,
		"cut":               printed[:len(printed)-1],
		"longer":            printed + "0",
		"in capitals":       strings.ToUpper(printed),
		"another's secret":  printed[:15] + other[15:],
		"another checksum":  printed[:len(printed)-1] + otherLetter(printed[len(printed)-1]),
		"an unknown id":     "suivi_00000000" + printed[14:],
		"a path":            "suivi_../../xx" + printed[14:],
		"not even text":     strings.Repeat("\xff", len(printed)),
		"very long":         strings.Repeat(printed, 10_000),
		"surrounded":        " " + printed,
		"with another sort": "Bearer" + printed[6:],
	} {
		t.Run(name, func(t *testing.T) { refused(t, a, wrong, auth.RefusedUnknown) })
	}
	accepted(t, a, printed, counting)
}

func TestATokenExpiresAtItsInstant(t *testing.T) {
	c := newClock()
	a, _ := open(t, tokens(t), c.now)
	hour, year, ever := counting, counting, counting
	hour.Validity, ever.Validity = time.Hour, auth.Forever
	anHour, _ := issue(t, a, hour)
	aYear, kept := issue(t, a, year)
	forever, endless := issue(t, a, ever)
	if !kept.ExpiresAt.Equal(noon.Add(auth.DefaultValidity)) || !endless.ExpiresAt.IsZero() {
		t.Errorf("unless it is said, until %s; for ever, until %s", kept.ExpiresAt, endless.ExpiresAt)
	}
	c.passes(time.Hour - time.Nanosecond)
	accepted(t, a, anHour, hour)
	c.passes(time.Nanosecond)
	refused(t, a, anHour, auth.RefusedExpired)
	accepted(t, a, aYear, year)
	c.passes(auth.DefaultValidity)
	refused(t, a, aYear, auth.RefusedExpired)
	accepted(t, a, forever, ever)
}

func TestWhoHasNotTheSecretDoesNotLearnThatATokenHasExpired(t *testing.T) {
	c := newClock()
	a, _ := open(t, tokens(t), c.now)
	printed, _ := issue(t, a, auth.Request{Scope: access.Read, Actor: counting.Actor, Validity: time.Second})
	other, _ := issue(t, a, counting)
	c.passes(time.Minute)
	refused(t, a, printed[:15]+other[15:], auth.RefusedUnknown)
}

func TestATokenIsNotIssuedWithoutWhoAndWhat(t *testing.T) {
	a, store := open(t, tokens(t), newClock().now)
	for name, c := range map[string]struct {
		change func(*auth.Request)
		code   string
	}{
		"no scope":            {func(r *auth.Request) { r.Scope = access.Nothing }, field.Invalid},
		"a scope beyond all":  {func(r *auth.Request) { r.Scope = access.Record + 1 }, field.Invalid},
		"nobody":              {func(r *auth.Request) { r.Actor.ID = " " }, ledger.RefusedNoActor},
		"an actor of a page":  {func(r *auth.Request) { r.Actor.ID = strings.Repeat("a", field.MaxLine+1) }, field.TooLong},
		"a control character": {func(r *auth.Request) { r.Actor.Function = "\x1b[2J" }, field.Control},
		"an end in the past":  {func(r *auth.Request) { r.Validity = -time.Second }, auth.ExpiryPast},
	} {
		r := counting
		c.change(&r)
		if printed, _, err := a.Issue(t.Context(), r); fault.CodeOf(err) != c.code || printed != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, err := store.List(t.Context()); len(all) != 0 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
}

func TestAUseIsNotedOnceAMinuteAndOutlivesTheProcess(t *testing.T) {
	path, c := tokens(t), newClock()
	a, store := open(t, path, c.now)
	printed, _ := issue(t, a, counting)
	unused, _ := issue(t, a, counting)
	lastUse := func(store *auth.Folder) time.Time {
		all, err := store.List(t.Context())
		if err != nil || len(all) != 2 {
			t.Fatal(all, err)
		}
		var used time.Time
		for _, kept := range all {
			if strings.Contains(printed, kept.ID) {
				used = kept.LastUsedAt
			} else if !kept.LastUsedAt.IsZero() || !strings.Contains(unused, kept.ID) {
				t.Errorf("%+v was never used", kept)
			}
		}
		return used
	}
	for _, step := range []struct {
		passes time.Duration
		noted  time.Duration // since noon
	}{{0, 0}, {59 * time.Second, 0}, {time.Second, time.Minute}, {time.Second, time.Minute}, {time.Hour, time.Hour + 61*time.Second}} {
		c.passes(step.passes)
		accepted(t, a, printed, counting)
		a.Close()
		if got := lastUse(store).Sub(noon); got != step.noted {
			t.Errorf("at %s: last used %s after noon, not %s", c.now().Format(time.TimeOnly), got, step.noted)
		}
	}
	if got := lastUse(auth.NewFolder(path, c.now)).Sub(noon); got != time.Hour+61*time.Second {
		t.Errorf("after a restart: last used %s after noon", got)
	}
}

// away is a store that answers nothing.
type away struct{ auth.Store }

var errAway = errors.New("store away")

func (away) Find(context.Context, string) (auth.Token, bool, error) {
	return auth.Token{}, false, errAway
}

func TestAStoreThatIsAwayLetsNobodyIn(t *testing.T) {
	a, _ := open(t, tokens(t), newClock().now)
	printed, _ := issue(t, a, counting)
	b, err := auth.New(away{}, newClock().now).Bearer(t.Context(), printed)
	if !errors.Is(err, errAway) || b != (access.Bearer{}) {
		t.Error(b, err)
	}
}

func TestManyAskWhileTokensComeAndGo(t *testing.T) {
	path, c := tokens(t), newClock()
	server, _ := open(t, path, c.now)
	desk, store := open(t, path, c.now)
	printed, _ := issue(t, desk, counting)
	doomed, gone := issue(t, desk, counting)
	c.passes(time.Second)
	var revoked sync.WaitGroup
	revoked.Add(1)
	var askers sync.WaitGroup
	for range 8 {
		askers.Go(func() {
			for range 500 {
				accepted(t, server, printed, counting)
				if _, err := server.Bearer(t.Context(), doomed); err != nil && fault.CodeOf(err) != auth.RefusedRevoked {
					t.Error(err)
				}
			}
			revoked.Wait()
			refused(t, server, doomed, auth.RefusedRevoked)
		})
	}
	for range 5 {
		issue(t, desk, counting)
		c.passes(time.Second)
	}
	if _, now, err := store.Revoke(t.Context(), gone.ID, c.now()); !now || err != nil {
		t.Error(now, err)
	}
	c.passes(time.Second)
	revoked.Done()
	askers.Wait()
}

func BenchmarkBearer(b *testing.B) {
	a, _ := open(b, tokens(b), time.Now)
	printed, _ := issue(b, a, counting)
	for b.Loop() {
		if _, err := a.Bearer(b.Context(), printed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrongToken(b *testing.B) {
	a, _ := open(b, tokens(b), time.Now)
	printed, _ := issue(b, a, counting)
	wrong := printed[:len(printed)-1] + "!"
	for b.Loop() {
		if _, err := a.Bearer(b.Context(), wrong); err == nil {
			b.Fatal("accepted")
		}
	}
}
