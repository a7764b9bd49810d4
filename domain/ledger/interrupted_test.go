package ledger_test

import (
	"context"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// interrupted is a log in which something else happens just before an append:
// the next one, or the one after as many as skip.
type interrupted struct {
	ledger.EventLog
	skip   int
	before func()
}

func (i *interrupted) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if i.skip--; i.skip < 0 && i.before != nil {
		before := i.before
		i.before = nil
		before()
	}
	return i.EventLog.Append(ctx, stream, expected, records)
}
