package sqlite

import (
	"context"
	"fmt"

	"suivi/adapters/eventlog"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Append implements ledger.EventLog. Where ctx ends while the append waits for
// the disk, the answer is ctx's error and the outcome is unknown; where it ends
// before, nothing is written.
func (l *Log) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if err := eventlog.Check(stream, records); err != nil {
		return ledger.Appended{}, err
	}
	if l.readers.isClosed() {
		return ledger.Appended{}, ledger.ErrClosed
	}
	if l.config.readOnly {
		return ledger.Appended{}, fmt.Errorf("%w: it was opened to be read only", ledger.ErrReadOnly)
	}
	if err := ctx.Err(); err != nil {
		return ledger.Appended{}, err
	}
	p := newPending(ctx, stream, expected, records)
	if !l.queue.put(p) {
		return ledger.Appended{}, ledger.ErrClosed
	}
	select {
	case err := <-p.done:
		return p.answer, err
	case <-ctx.Done():
		return ledger.Appended{}, ctx.Err()
	}
}
