package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"suivi/domain/event"
	"suivi/domain/fault"
)

// Limits of one append, below those of every store that may hold the log: one
// takes 1 MiB, in which each event may use 256 bytes beside what counts here.
const (
	MaxEventBytes  = 512 << 10 // Metadata and Data of one event
	MaxAppendBytes = 768 << 10 // Metadata and Data of all events of an append
	MaxAppendCount = 1000      // events of an append
)

// EventLog is the one thing the ledger asks of a store. eventlogtest holds
// every promise of this comment as a test that each store passes.
//
// The log is one sequence of events in a global order, cut into streams. An
// event never changes and never goes away.
//
// Read, Subscribe and Head are about the ledger's own streams. A store that
// others build on may also hold streams beside them (IsBeside), which those
// three may leave out, and which only Load reads: whoever reads the whole log
// passes over them, as ReadOwn does.
type EventLog interface {
	// Append adds records to the end of stream, all or none, and returns once
	// they are durable. expected is the version of the last event that the
	// caller has seen there, or event.NoStream; where the stream stands
	// elsewhere the answer is a *VersionConflict and nothing is written.
	//
	// The caller fills ID, Type, RecordedAt, Metadata and Data of each record;
	// the log gives them stream, version and position.
	//
	// Where the stream already holds exactly these ids right after expected,
	// the append has been done before: the answer is then that of the first
	// time, even if others have appended since. So after an unknown outcome
	// (ErrUnavailable, an error that is none of the typed ones, a deadline) the
	// caller may send the same again.
	//
	// No record, a record without id or type, one that passes a limit, or a
	// name of a stream or type that is not text (empty, not UTF-8, or with a
	// NUL) is an ErrInvalidAppend.
	Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (Appended, error)

	// Load yields the events of stream in order of version, from version from
	// on, as they stand when the iteration begins. A stream that does not exist
	// has none. An error ends the sequence: a stream is never cut short in
	// silence. It shows nothing that Head does not count yet. The bytes of a
	// record belong to the caller; nil and empty are the same.
	Load(ctx context.Context, stream string, from event.Version) iter.Seq2[event.Record, error]

	// Read yields every event in global order from position from on, that one
	// included, as they stand when the iteration begins; same promises as Load.
	// It shows no event before all those of smaller position are shown, whatever writers
	// are doing.
	Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error]

	// Subscribe yields, in global order and each once, every event after
	// position after whose stream begins with prefix; then a Notice that says
	// CaughtUp; then the events to come as they are appended, with a further
	// CaughtUp each time it has reached the end again after some. It reconnects by itself from
	// where it was, and a slow reader loses nothing. It ends when ctx does
	// (with ctx's error) or when the log is closed (with ErrClosed).
	Subscribe(ctx context.Context, after event.Position, prefix string) iter.Seq2[Notice, error]

	// Head is the position of the last event, the zero position of none.
	Head(ctx context.Context) (event.Position, error)

	// Close waits for the appends under way, then releases everything.
	// Further calls answer ErrClosed; a second Close does nothing.
	Close() error
}

// Appended says where an append ended: version and position of its last event.
type Appended struct {
	Version  event.Version
	Position event.Position
}

// Notice is what a subscription tells: an event, or (CaughtUp) that there is
// none left for now; then Record is empty.
type Notice struct {
	Record   event.Record
	CaughtUp bool
}

// VersionConflict says that a stream does not stand where the caller thought.
type VersionConflict struct {
	Stream           string
	Expected, Actual event.Version
}

func (e *VersionConflict) Error() string {
	return fmt.Sprintf("stream %s stands at version %d, not %d", e.Stream, e.Actual, e.Expected)
}

// What a log answers besides a *VersionConflict.
var (
	ErrClosed        = errors.New("the event log is closed")
	ErrInvalidAppend = errors.New("not an append that the log takes")
	// ErrReadOnly: the medium takes no writes (read-only, or full). Nothing
	// was written; reads go on.
	ErrReadOnly = errors.New("the event log cannot be written")
	// ErrUnavailable: the store did not answer for as long as the call could
	// wait. Whether an append was written is then unknown, unless the error is
	// an ErrReadOnly too. It is a fault, which is what is told wherever nobody
	// has more to say.
	ErrUnavailable error = fault.New(fault.Unavailable, RefusedAway)
	// ErrInUse: another process holds this log.
	ErrInUse = errors.New("another process holds the event log")
	// ErrNotALedger: what is there is no log of this program.
	ErrNotALedger = errors.New("not an event log")
	// ErrNewerFormat: the log was written by a newer version of this program.
	ErrNewerFormat = errors.New("the event log is of a newer format")
)
