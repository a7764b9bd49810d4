package eventlog

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

// Check answers a ledger.ErrInvalidAppend where no log takes these records,
// whatever the stream holds.
func Check(stream string, records []event.Record) error {
	if !isName(stream) {
		return invalid("stream name %q is empty or not plain text", stream)
	}
	if len(records) == 0 {
		return invalid("no record for stream %s", stream)
	}
	if len(records) > ledger.MaxAppendCount {
		return invalid("%d records for stream %s, more than %d", len(records), stream, ledger.MaxAppendCount)
	}
	total := 0
	for i := range records {
		r := &records[i]
		size := len(r.Metadata) + len(r.Data)
		total += size
		switch {
		case r.ID == ulid.ULID{}:
			return invalid("record %d for stream %s has no id", i, stream)
		case !isName(string(r.Type)):
			return invalid("type %q of record %d for stream %s is empty or not plain text", r.Type, i, stream)
		case size > ledger.MaxEventBytes:
			return invalid("record %d for stream %s holds %d bytes, more than %d", i, stream, size, ledger.MaxEventBytes)
		case total > ledger.MaxAppendBytes:
			return invalid("records for stream %s hold over %d bytes", stream, ledger.MaxAppendBytes)
		}
	}
	return nil
}

// isName reports whether every store can keep s as text.
func isName(s string) bool {
	return s != "" && utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ledger.ErrInvalidAppend}, args...)...)
}
