package ledger_test

import (
	"context"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// interrupted is a log in which something else happens just before the next
// append.
type interrupted struct {
	ledger.EventLog
	before func()
}

func (i *interrupted) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if before := i.before; before != nil {
		i.before = nil
		before()
	}
	return i.EventLog.Append(ctx, stream, expected, records)
}
