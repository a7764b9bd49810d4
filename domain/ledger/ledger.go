package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Ledger records. Its methods may be called at the same time.
type Ledger struct {
	Log      EventLog
	Registry *event.Registry
	Lists    Lists
	// Clock gives the time of record.
	Clock func() time.Time
}

// Lists is what use cases ask that spans streams. A projection answers, having
// seen the log at least up to the position named.
type Lists interface {
	// Duplicates names the records that are one with id from the start.
	Duplicates(ctx context.Context, seen event.Position, id domain.RecommendationID) ([]domain.RecommendationID, error)
	// DueByRule is the list that the forum's rule gives the session to
	// examine, and the sessions whose lists it takes up.
	DueByRule(ctx context.Context, seen event.Position, id domain.SessionID) ([]session.Item, []domain.SessionID, error)
	// Unfollowed are the inscriptions whose consequence no recommendation's
	// stream holds.
	Unfollowed(ctx context.Context, seen event.Position) ([]event.Envelope, error)
}

// NewRegistry knows every event of the ledger.
func NewRegistry() *event.Registry {
	return event.NewRegistry(recommendation.Register, session.Register, forum.Register, organization.Register)
}

// Meta is what comes with every command.
type Meta struct {
	// Command identifies the command: the same again gives the first answer.
	Command ulid.ULID
	Actor   event.Actor
	// Expected, where not nil, is the version of the stream that the client
	// has seen: the command is refused where it stands elsewhere.
	Expected *event.Version
}

// Receipt says what a command recorded: the ids of its events, none where all
// was recorded already, and where the log stood after them.
type Receipt struct {
	Events   []ulid.ULID    `json:"evenements"`
	Position event.Position `json:"position"`
	// Version is that of the stream's last event that the command appended or
	// saw.
	Version event.Version `json:"version"`
}

// Codes of the refusals of this package.
const (
	RefusedCommandReused = "commande.deja_utilisee"
	RefusedStale         = "commande.version_depassee"
	RefusedBusy          = "commande.trop_de_concurrence"
	RefusedNoActor       = "commande.sans_auteur"
	RefusedReadOnly      = "registre.lecture_seule"
	RefusedInUse         = "registre.deja_ouvert"
	RefusedNewer         = "registre.plus_recent"
)

// maxTries bounds how often a command is decided anew because others append
// to the same stream.
const maxTries = 200

// HashOf is the hash of a command as it was given.
func HashOf(command any) (string, error) {
	b, err := event.Marshal(command)
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(fmt.Appendf(b, "%T", command))
	return hex.EncodeToString(h[:]), nil
}

// loaded is a stream as it stood when it was read.
type loaded struct {
	envelopes []event.Envelope
	version   event.Version
}

func (l *Ledger) load(ctx context.Context, stream string) (loaded, error) {
	s := loaded{version: event.NoStream}
	for rec, err := range l.Log.Load(ctx, stream, 0) {
		if err != nil {
			return s, fmt.Errorf("load %s: %w", stream, err)
		}
		e, err := l.Registry.Decode(rec)
		if err != nil {
			return s, err
		}
		s.envelopes = append(s.envelopes, e)
		s.version = rec.Version
	}
	return s, nil
}

// facts reads the events of a stream as those of one aggregate.
func facts[E event.Payload](s loaded) ([]event.Fact[E], error) {
	all := make([]event.Fact[E], 0, len(s.envelopes))
	for _, e := range s.envelopes {
		p, ours := e.Payload.(E)
		if !ours {
			return nil, fmt.Errorf("event %s in stream %s is of another aggregate", e.ID, e.Stream)
		}
		all = append(all, event.Fact[E]{Seq: uint64(e.Version) + 1, ID: e.ID, Day: e.Day, Event: p})
	}
	return all, nil
}

// decision is what an aggregate decided, for one stream.
type decision struct {
	day     domain.Day
	payload event.Payload
	// command, cause and hash are those of the command at hand unless set.
	cause ulid.ULID
}

// append decides on a stream and appends, again as long as others append
// meanwhile. Events after the first are caused by it.
func (l *Ledger) append(ctx context.Context, m Meta, hash, stream string, decide func(loaded) ([]decision, error)) (Receipt, error) {
	if m.Actor.ID == "" {
		return Receipt{}, fault.New(fault.Invalid, RefusedNoActor).At("acteur")
	}
	for range maxTries {
		s, err := l.load(ctx, stream)
		if err != nil {
			return Receipt{}, err
		}
		if r, done, err := answered(s, m.Command, hash); done || err != nil {
			return r, err
		}
		if m.Expected != nil && *m.Expected != s.version {
			return Receipt{}, stale(stream, *m.Expected, s.version)
		}
		decided, err := decide(s)
		if err != nil {
			return Receipt{}, err
		}
		if len(decided) == 0 {
			return receiptOf(s), nil
		}
		r, err := l.write(ctx, m, hash, stream, s.version, decided)
		if conflict, is := errors.AsType[*VersionConflict](err); is {
			if m.Expected != nil {
				return Receipt{}, stale(stream, *m.Expected, conflict.Actual)
			}
			continue
		}
		return r, err
	}
	return Receipt{}, fault.New(fault.Conflict, RefusedBusy)
}

func stale(stream string, expected, actual event.Version) error {
	return fault.New(fault.Conflict, RefusedStale, "vue", fmt.Sprint(expected), "actuelle", fmt.Sprint(actual)).Because(&VersionConflict{stream, expected, actual})
}

// answered gives the first answer to a command that the stream already holds.
func answered(s loaded, command ulid.ULID, hash string) (Receipt, bool, error) {
	var r Receipt
	for _, e := range s.envelopes {
		if e.Command != command {
			continue
		}
		if e.Hash != hash {
			return r, false, fault.New(fault.Conflict, RefusedCommandReused, "commande", command.String())
		}
		r.Events = append(r.Events, e.ID)
		r.Position, r.Version = e.Position, e.Version
	}
	return r, len(r.Events) > 0, nil
}

func receiptOf(s loaded) Receipt {
	r := Receipt{Version: s.version}
	if n := len(s.envelopes); n > 0 {
		r.Position = s.envelopes[n-1].Position
	}
	return r
}

func (l *Ledger) write(ctx context.Context, m Meta, hash, stream string, expected event.Version, decided []decision) (Receipt, error) {
	var r Receipt
	now := l.Clock()
	records := make([]event.Record, 0, len(decided))
	for i, d := range decided {
		e := event.Envelope{ID: event.DeriveID(m.Command, stream, i), RecordedAt: now, Payload: d.payload,
			Metadata: event.Metadata{Actor: m.Actor, Command: m.Command, Hash: hash, Cause: d.cause, Day: d.day}}
		if i > 0 && d.cause == (ulid.ULID{}) {
			e.Cause = r.Events[0]
		}
		rec, err := event.Encode(e)
		if err != nil {
			return r, err
		}
		records = append(records, rec)
		r.Events = append(r.Events, e.ID)
	}
	at, err := l.Log.Append(ctx, stream, expected, records)
	if errors.Is(err, ErrReadOnly) {
		return r, fault.New(fault.Unavailable, RefusedReadOnly).Because(err)
	}
	if err != nil {
		return r, err
	}
	r.Position, r.Version = at.Position, at.Version
	return r, nil
}
