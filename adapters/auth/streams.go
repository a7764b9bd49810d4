package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// The streams of tokens, beside the ledger. Uses have one of their own, so that
// who asks is told from a stream that hardly grows.
const (
	registerStream = ledger.TokenPrefix + "registre"
	usesStream     = ledger.TokenPrefix + "usages"
)

// What the streams hold. The data of createdV1 are a Token; of revokedV1 and
// usedV1, its id and when.
const (
	createdV1 event.Type = "jeton.cree.v1"
	revokedV1 event.Type = "jeton.revoque.v1"
	usedV1    event.Type = "jeton.utilise.v1"
)

type revoked struct {
	ID string    `json:"id"`
	At time.Time `json:"revoque_le"`
}

type used struct {
	ID string    `json:"id"`
	At time.Time `json:"utilise_le"`
}

// Streams is a Store in a log, for the nodes that share it. A use is noted once
// a day for each token, by whichever node comes first, so that asking does not
// fill the log.
//
// While the log is away, Find goes on answering from what it saw last: nothing
// can be recorded meanwhile through a node that lost the log, and what can
// still be read there is what its bearer could read before.
type Streams struct {
	register, uses *tail
}

var _ Store = (*Streams)(nil)

// NewStreams makes a store of a log. It reads nothing yet.
func NewStreams(log ledger.EventLog, now func() time.Time) *Streams {
	return &Streams{newTail(log, registerStream, now), newTail(log, usesStream, now)}
}

// Create implements Store.
func (s *Streams) Create(ctx context.Context, t Token) error {
	return s.register.add(ctx, createdV1, t.ID, t.CreatedAt, t, func(v *known) (bool, error) {
		if _, taken := v.tokens[t.ID]; taken {
			return false, fmt.Errorf("auth: there is a token %s already", t.ID)
		}
		return true, nil
	})
}

// Find implements Store.
func (s *Streams) Find(ctx context.Context, id string) (Token, bool, error) {
	v, err := s.register.look(ctx)
	if err != nil {
		return Token{}, false, err
	}
	t, found := v.tokens[id]
	return t, found, nil
}

// List implements Store.
func (s *Streams) List(ctx context.Context) ([]Token, error) {
	v, err := s.register.refresh(ctx)
	if err != nil {
		return nil, err
	}
	uses, err := s.uses.refresh(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Collect(maps.Values(v.tokens))
	slices.SortFunc(all, oldestFirst)
	for i := range all {
		all[i].LastUsedAt = uses.used[all[i].ID]
	}
	return all, errors.Join(v.unread...)
}

func oldestFirst(a, b Token) int {
	return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
}

// Revoke implements Store.
func (s *Streams) Revoke(ctx context.Context, id string, at time.Time) (t Token, now bool, err error) {
	if len(id) > idLen { // perhaps a token, which no answer may repeat
		return Token{}, false, fault.New(fault.NotFound, NoSuchToken)
	}
	at = at.UTC().Truncate(time.Second)
	err = s.register.add(ctx, revokedV1, id, at, revoked{id, at}, func(v *known) (bool, error) {
		var found bool
		if t, found = v.tokens[id]; !found {
			return false, fault.New(fault.NotFound, NoSuchToken, "id", id)
		}
		now = t.RevokedAt.IsZero()
		return now, nil
	})
	if err != nil {
		return Token{}, false, err
	}
	if now {
		t.RevokedAt = at
	}
	return t, now, nil
}

// Used implements Store.
func (s *Streams) Used(ctx context.Context, id string, at time.Time) error {
	at = at.UTC().Truncate(time.Second)
	return s.uses.add(ctx, usedV1, id, at, used{id, at}, func(v *known) (bool, error) {
		last := v.used[id]
		return last.Truncate(24 * time.Hour).Before(at.Truncate(24 * time.Hour)), nil
	})
}

// record makes the event that says something of a token. Its id follows from
// what it says, so that an append of unknown outcome may be sent again.
func record(of event.Type, id string, at, now time.Time, says any) (event.Record, error) {
	data, err := json.Marshal(says)
	var on ulid.ULID
	_ = on.SetTime(ulid.Timestamp(at))
	return event.Record{ID: event.DeriveID(on, string(of)+"\n"+id, 0), Type: of, RecordedAt: now, Data: data}, err
}
