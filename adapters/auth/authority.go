package auth

import (
	"context"
	"crypto/subtle"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/ledger"
)

// How long a token is valid.
const (
	DefaultValidity = 365 * 24 * time.Hour
	Forever         = time.Duration(math.MaxInt64)
)

// noteEvery is how often the use of one token is noted at most.
const noteEvery = time.Minute

// Authority issues tokens and says who bears one. It is safe for concurrent
// use.
type Authority struct {
	store Store
	now   func() time.Time
	// Failed is told of a use that could not be noted; nil: nobody is. It is to
	// be set before the first call.
	Failed func(error)

	noting  sync.WaitGroup
	mu      sync.RWMutex
	notedAt map[string]*atomic.Int64 // by id, in Unix seconds; of known tokens alone
}

// New makes the authority over a store.
func New(store Store, now func() time.Time) *Authority {
	return &Authority{store: store, now: now, notedAt: map[string]*atomic.Int64{}}
}

// Request is what a token is asked for.
type Request struct {
	Scope access.Scope
	Actor event.Actor
	// Validity is how long, to the second; 0 means DefaultValidity.
	Validity time.Duration
}

func (r Request) check() error {
	switch {
	case r.Scope == access.Nothing || r.Scope > access.Record:
		return fault.New(fault.Invalid, field.Invalid, "lu", r.Scope.String()).At("portee")
	case field.Blank(r.Actor.ID):
		return fault.New(fault.Invalid, ledger.RefusedNoActor).At("acteur")
	case r.Validity < 0:
		return fault.New(fault.Invalid, ExpiryPast).At("expire_le")
	}
	return field.First(field.Line("acteur", r.Actor.ID), field.Line("acteur", r.Actor.Function))
}

// Issue makes a token and keeps it. What it prints is given here and never
// again.
func (a *Authority) Issue(ctx context.Context, r Request) (printed string, t Token, err error) {
	if err := r.check(); err != nil {
		return "", Token{}, err
	}
	if r.Validity == 0 {
		r.Validity = DefaultValidity
	}
	now := a.now().UTC()
	printed = newPrinted()
	t = Token{ID: idOf(printed), Scope: r.Scope, Actor: r.Actor, Hash: hashOf(printed), CreatedAt: now.Truncate(time.Second)}
	if r.Validity != Forever {
		t.ExpiresAt = now.Add(r.Validity).Truncate(time.Second)
	}
	if err := a.store.Create(ctx, t); err != nil {
		return "", Token{}, err
	}
	return printed, t, nil
}

// Bearer says who bears a printed token. The faults are Anonymous, with the
// codes RefusedUnknown (whatever is wrong with it), RefusedRevoked and
// RefusedExpired; only who holds the whole secret learns these two, which name
// the token. Where the store cannot be read the fault is Unavailable,
// RefusedUnread.
func (a *Authority) Bearer(ctx context.Context, printed string) (access.Bearer, error) {
	if len(printed) != printLen || !strings.HasPrefix(printed, prefix) {
		return access.Bearer{}, fault.New(fault.Anonymous, RefusedUnknown)
	}
	t, found, err := a.store.Find(ctx, idOf(printed))
	if err != nil {
		return access.Bearer{}, fault.New(fault.Unavailable, RefusedUnread).Because(err)
	}
	hash := hashOf(printed)
	if same := subtle.ConstantTimeCompare(hash[:], t.Hash[:]) == 1; !found || !same {
		return access.Bearer{}, fault.New(fault.Anonymous, RefusedUnknown)
	}
	now := a.now()
	switch {
	case !t.RevokedAt.IsZero():
		return access.Bearer{}, fault.New(fault.Anonymous, RefusedRevoked, "jeton", t.ID)
	case t.Expired(now):
		return access.Bearer{}, fault.New(fault.Anonymous, RefusedExpired, "jeton", t.ID)
	}
	a.note(ctx, t.ID, now)
	return access.Bearer{Actor: t.Actor, Scope: t.Scope, Token: t.ID}, nil
}

// Ready says why no token can be read, nil where they can.
func (a *Authority) Ready(ctx context.Context) error {
	if _, _, err := a.store.Find(ctx, ""); err != nil {
		return fault.New(fault.Unavailable, RefusedUnread).Because(err)
	}
	return nil
}

// note has the use of a token written, aside and not too often.
func (a *Authority) note(ctx context.Context, id string, now time.Time) {
	a.mu.RLock()
	notedAt := a.notedAt[id]
	a.mu.RUnlock()
	if notedAt == nil {
		notedAt = a.firstNote(id)
	}
	before := notedAt.Load()
	if now.Unix()-before < int64(noteEvery/time.Second) || !notedAt.CompareAndSwap(before, now.Unix()) {
		return
	}
	a.noting.Go(func() {
		if err := a.store.Used(context.WithoutCancel(ctx), id, now); err != nil && a.Failed != nil {
			a.Failed(err)
		}
	})
}

func (a *Authority) firstNote(id string) *atomic.Int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.notedAt[id] == nil {
		a.notedAt[id] = new(atomic.Int64)
	}
	return a.notedAt[id]
}

// Close waits for the uses that are being noted. It is for after the last
// call of Bearer.
func (a *Authority) Close() { a.noting.Wait() }
