package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"io"

	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var (
	// ErrDenied: the user may not read $all, or is not known. Of calls to a log
	// that is open it is a ledger.ErrUnavailable too: rights may come back.
	ErrDenied = errors.New("the event store refuses the user of the connection string")
)

var (
	errInvalid = errors.New("the event store takes no such request")
	errDamaged = errors.New("the event log is damaged")
)

// unreached says that no connection could be made, so that nothing was sent.
type unreached struct{ error }

func (e unreached) Unwrap() error { return e.error }

// unsent reports whether an append that ended with err never came to the store
// whole, so that nothing was written: there was no connection, or it ended
// (io.EOF) while the client still sent. The store reads an append to its end
// before it writes.
func unsent(err error) bool {
	_, is := errors.AsType[unreached](err)
	return is || errors.Is(err, io.EOF)
}

// codeOf is the client's code of err, however err is wrapped: esdb.FromError
// sees only one that is not.
func codeOf(err error) esdb.ErrorCode {
	if e, is := errors.AsType[*esdb.Error](err); is {
		return e.Code()
	}
	return esdb.ErrorCodeUnknown
}

// settle says whether the store would answer the same if it were asked again,
// and gives err the name that we give such an answer.
func settle(err error) (_ error, settled bool) {
	if _, is := errors.AsType[unreached](err); is || err == nil {
		return err, false
	}
	if _, is := errors.AsType[*ledger.VersionConflict](err); is {
		return err, true
	}
	if codeOf(err) == esdb.ErrorCodeStreamDeleted {
		return fmt.Errorf("%w: %w", errDamaged, err), true
	}
	switch status.Code(err) { // also of what a subscription says, which the client passes on as it is
	case codes.PermissionDenied, codes.Unauthenticated:
		return fmt.Errorf("%w: %w: %w", ledger.ErrUnavailable, ErrDenied, err), true // whoever asks: the rights may be given again
	case codes.InvalidArgument:
		return fmt.Errorf("%w: %w", errInvalid, err), true
	}
	for _, ours := range []error{ledger.ErrNotALedger, ledger.ErrClosed, errDamaged} {
		settled = settled || errors.Is(err, ours)
	}
	return err, settled
}

// spoils reports whether a client that answered err is used no more. After
// ErrorUnavailable it would look for another node by itself, and be closed for
// good where it finds none at once. After ErrorCodeNotLeader it goes to the
// leader by itself, and leaves a connection behind each time that one is gone.
func spoils(ctx context.Context, err error) bool {
	switch codeOf(err) {
	case esdb.ErrorCodeWrongExpectedVersion, esdb.ErrorCodeStreamDeleted, esdb.ErrorCodeAccessDenied:
		return false
	}
	return err != nil && !errors.Is(ctx.Err(), context.Canceled)
}
