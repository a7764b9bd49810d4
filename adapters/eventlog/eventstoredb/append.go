package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"suivi/adapters/eventlog"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// Append implements ledger.EventLog. Where ctx ends while the store has the
// append, the answer is ctx's error and the outcome is unknown.
func (l *Log) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if err := eventlog.Check(stream, records); err != nil {
		return ledger.Appended{}, err
	}
	if !l.holds(stream) {
		return ledger.Appended{}, fmt.Errorf("%w: stream %s is none of this log, which holds those that begin with one of %q", ledger.ErrInvalidAppend, stream, []string(l.streams))
	}
	events, err := encode(records)
	if err != nil {
		return ledger.Appended{}, err
	}
	if !l.enter() {
		return ledger.Appended{}, ledger.ErrClosed
	}
	defer l.appends.Done()

	a := proposal{l, stream, expected, expected + event.Version(len(records)), events}
	var done ledger.Appended
	unknown := false                     // whether the store may have written it and not have said so
	looked := expected != event.NoStream // a stream that was deleted would take the append, at the version after its last
	err = l.persist(ctx, func(ctx context.Context) (err error) {
		if !looked {
			if err := l.uncut(ctx, stream); err != nil {
				return err
			}
			looked = true
		}
		done, err = a.write(ctx)
		_, is := settle(err)
		unknown = unknown || err != nil && !is && !unsent(err)
		return err
	})
	return done, a.refusal(err, unknown)
}

// enter counts an append in, unless the log is closed.
func (l *Log) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.appends.Add(1)
	}
	return !l.closed
}

// refusal names the error of an append.
func (a *proposal) refusal(err error, unknown bool) error {
	gaveUp := errors.Is(err, ledger.ErrUnavailable) || errors.Is(err, ErrDenied)
	switch {
	case errors.Is(err, errInvalid):
		return fmt.Errorf("%w: %w", ledger.ErrInvalidAppend, err)
	case gaveUp && unknown:
		return fmt.Errorf("it is unknown whether the append to stream %s was written: %w", a.stream, err)
	case gaveUp:
		return fmt.Errorf("%w: %w", ledger.ErrReadOnly, err)
	}
	return err
}

// A proposal is an append as it is sent, as often as it takes.
type proposal struct {
	*Log
	stream         string
	expected, last event.Version
	events         []esdb.EventData
}

// write sends the append once. Sent again at the same version with the same ids
// it is never written twice: the store looks whether they are there already.
func (a *proposal) write(ctx context.Context) (ledger.Appended, error) {
	if a.expected < event.NoStream {
		return ledger.Appended{}, a.conflict(ctx)
	}
	o := esdb.AppendToStreamOptions{ExpectedRevision: esdb.NoStream{}, RequiresLeader: true, Deadline: &a.patience}
	if a.expected >= 0 {
		o.ExpectedRevision = esdb.Revision(uint64(a.expected))
	}
	result, err := call(ctx, a.clients, func(ctx context.Context, c *esdb.Client) (*esdb.WriteResult, error) {
		return c.AppendToStream(ctx, a.stream, o, a.events...)
	})
	switch {
	case codeOf(err) == esdb.ErrorCodeWrongExpectedVersion:
		return a.judge(ctx)
	case err != nil:
		return ledger.Appended{}, err
	case event.Version(result.NextExpectedVersion) != a.last: // which is the version of the last event
		return ledger.Appended{}, fmt.Errorf("%w: an append to stream %s ended at version %d, not %d", errDamaged, a.stream, result.NextExpectedVersion, a.last)
	case result.CommitPosition == 0: // it was there already, and the store does not say where
		return a.judge(ctx)
	}
	return ledger.Appended{Version: a.last, Position: event.NewPosition(result.CommitPosition, result.PreparePosition)}, nil
}

// judge looks whether the stream holds these ids right after expected: if so
// the append is done, otherwise it is a conflict.
func (a *proposal) judge(ctx context.Context) (ledger.Appended, error) {
	var held []event.Record
	for len(held) < len(a.events) {
		page, err := a.page(ctx, a.stream, a.expected+1+event.Version(len(held)), len(a.events)-len(held))
		if err != nil {
			return ledger.Appended{}, err
		}
		held = append(held, page.records...)
		if page.end {
			break
		}
	}
	if slices.EqualFunc(held, a.events, func(r event.Record, e esdb.EventData) bool { return [16]byte(r.ID) == [16]byte(e.EventID) }) {
		return ledger.Appended{Version: a.last, Position: held[len(held)-1].Position}, nil
	}
	return ledger.Appended{}, a.conflict(ctx)
}

func (a *proposal) conflict(ctx context.Context) error {
	actual, err := a.tail(ctx, a.stream)
	if err == nil && actual == a.expected {
		err = fmt.Errorf("stream %s stands at version %d and yet refused an append there", a.stream, actual)
	}
	if err != nil {
		return err
	}
	return &ledger.VersionConflict{Stream: a.stream, Expected: a.expected, Actual: actual}
}
