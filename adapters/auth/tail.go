package auth

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/ledger"
)

// What goes wrong with tokens in a log.
const (
	EventUnreadable = "jeton.evenement_illisible"
	LogAway         = "jeton.registre_injoignable"
)

// lookPatience is how long a look at the log may take while something older can
// be answered from.
const lookPatience = time.Second

// tail follows one stream: what it says is kept in memory, and what was added
// since is read at most once a second.
type tail struct {
	log    ledger.EventLog
	stream string
	now    func() time.Time

	mu   sync.Mutex // held while the stream is read or added to
	seen atomic.Pointer[known]
}

// known is what a stream said, up to a version. It never changes.
type known struct {
	lookedAt time.Time
	away     bool // the last look failed: this is what was seen before
	next     event.Version
	tokens   map[string]Token
	used     map[string]time.Time
	unread   []error
}

func newTail(log ledger.EventLog, stream string, now func() time.Time) *tail {
	return &tail{log: log, stream: stream, now: now}
}

func (v *known) stands(now time.Time) bool {
	return v != nil && now.Sub(v.lookedAt).Abs() < lookEvery
}

// look gives what the stream says, as of a second ago at most; while the log is
// away, what it said last. Then one caller a second waits for it, for a second
// at most, and the others do not.
func (t *tail) look(ctx context.Context) (*known, error) {
	last := t.seen.Load()
	if last.stands(t.now()) {
		return last, nil
	}
	if last == nil || !last.away {
		t.mu.Lock()
	} else if !t.mu.TryLock() {
		return last, nil
	}
	defer t.mu.Unlock()
	last = t.seen.Load()
	if last.stands(t.now()) {
		return last, nil
	}
	if last == nil {
		return t.read(ctx, nil)
	}
	// Who asks may hang up: that says nothing of the log.
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookPatience)
	defer cancel()
	if v, err := t.read(limited, last); err == nil {
		return v, nil
	}
	away := *last
	away.away, away.lookedAt = true, t.now()
	t.seen.Store(&away)
	return &away, nil
}

// refresh gives what the stream says now.
func (t *tail) refresh(ctx context.Context) (*known, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.read(ctx, t.seen.Load())
}

// read adds to last what came since. It is for who holds mu.
func (t *tail) read(ctx context.Context, last *known) (*known, error) {
	v := &known{lookedAt: t.now(), tokens: map[string]Token{}, used: map[string]time.Time{}}
	if last != nil {
		v.next, v.tokens, v.used, v.unread = last.next, last.tokens, last.used, last.unread
	}
	copied := false
	for rec, err := range t.log.Load(ctx, t.stream, v.next) {
		if err != nil {
			return nil, fault.New(fault.Unavailable, LogAway).Because(err)
		}
		if !copied {
			v.tokens, v.used, v.unread, copied = maps.Clone(v.tokens), maps.Clone(v.used), slices.Clone(v.unread), true
		}
		if err := v.apply(rec); err != nil {
			v.unread = append(v.unread, fault.New(fault.Internal, EventUnreadable, "evenement", rec.ID.String(), "type", string(rec.Type)).Because(err))
		}
		v.next = rec.Version + 1
	}
	t.seen.Store(v)
	return v, nil
}

// apply takes the next event of the stream.
func (v *known) apply(rec event.Record) (err error) {
	switch rec.Type {
	case createdV1:
		var t Token
		if err = json.Unmarshal(rec.Data, &t); err != nil {
			return err
		}
		if !isID(t.ID) || t.Scope == access.Nothing || field.Blank(t.Actor.ID) || t.CreatedAt.IsZero() {
			return errors.New("not a token")
		}
		if _, taken := v.tokens[t.ID]; taken {
			return errors.New("another token has this id")
		}
		v.tokens[t.ID] = t
	case revokedV1:
		var r revoked
		if err = json.Unmarshal(rec.Data, &r); err != nil {
			return err
		}
		t, there := v.tokens[r.ID]
		if !there || r.At.IsZero() {
			return errors.New("revokes no token")
		}
		if t.RevokedAt.IsZero() {
			t.RevokedAt = r.At
		}
		v.tokens[r.ID] = t
	case usedV1:
		var u used
		if err = json.Unmarshal(rec.Data, &u); err == nil && u.At.After(v.used[u.ID]) {
			v.used[u.ID] = u.At
		}
	default:
		err = errors.New("of a type that this program does not know")
	}
	return err
}

// add appends an event at the end of the stream where wanted, asked of all that
// stands before it, says so.
func (t *tail) add(ctx context.Context, of event.Type, id string, at time.Time, says any, wanted func(*known) (bool, error)) error {
	rec, err := record(of, id, at, t.now(), says)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		v, err := t.read(ctx, t.seen.Load())
		if err != nil {
			return err
		}
		if append, err := wanted(v); err != nil || !append {
			return err
		}
		_, err = t.log.Append(ctx, t.stream, v.next-1, []event.Record{rec})
		if _, again := errors.AsType[*ledger.VersionConflict](err); again {
			continue
		}
		if err == nil {
			_, err = t.read(ctx, v)
		} else if err = ledger.Refusal(err); fault.CodeOf(err) == "" {
			err = fault.New(fault.Unavailable, LogAway).Because(err)
		}
		return err
	}
}
