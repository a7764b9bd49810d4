package eventstoredb

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
)

// storeAppendBytes is what a server takes in one append unless it is told
// otherwise (its option MaxAppendSize), counted as servers of 24.10 count:
// data, metadata and twice the length of the type.
const storeAppendBytes = 1 << 20

// encode makes the store's events of records. Records that no server may take
// are an ErrInvalidAppend.
func encode(records []event.Record) ([]esdb.EventData, error) {
	events := make([]esdb.EventData, len(records))
	size := 0
	for i := range records {
		r := &records[i]
		if strings.HasPrefix(string(r.Type), "$") {
			return nil, fmt.Errorf("%w: type %q begins with $, which is the store's own", ledger.ErrInvalidAppend, r.Type)
		}
		events[i] = esdb.EventData{
			EventID:     uuid.UUID(r.ID),
			EventType:   string(r.Type),
			ContentType: esdb.ContentTypeBinary,
			Data:        bytes.Clone(r.Data),
			Metadata:    encodeMetadata(r.RecordedAt, r.Metadata),
		}
		if json.Valid(r.Data) {
			events[i].ContentType = esdb.ContentTypeJson
		}
		size += len(r.Data) + len(events[i].Metadata) + 2*len(r.Type)
	}
	if size > storeAppendBytes {
		return nil, fmt.Errorf("%w: its %d events take %d bytes of the store, which takes %d", ledger.ErrInvalidAppend, len(records), size, storeAppendBytes)
	}
	return events, nil
}

func encodeMetadata(at time.Time, metadata []byte) []byte {
	b := strconv.AppendInt([]byte(`{"instant":`), at.UnixMicro(), 10)
	switch {
	case len(metadata) == 0:
	case isBareJSON(metadata):
		b = append(append(b, `,"meta":`...), metadata...)
	default:
		b = base64.StdEncoding.AppendEncode(append(b, `,"meta_base64":"`...), metadata)
		b = append(b, '"')
	}
	return append(b, '}')
}

// isBareJSON reports whether b can stand in a JSON object and be taken out of it
// as it was.
func isBareJSON(b []byte) bool {
	return utf8.Valid(b) && json.Valid(b) && len(bytes.Trim(b, " \t\r\n")) == len(b)
}

func decodeMetadata(b []byte) (time.Time, []byte, error) {
	var m struct {
		Instant *int64          `json:"instant"`
		Meta    json.RawMessage `json:"meta"`
		Base64  []byte          `json:"meta_base64"`
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return time.Time{}, nil, err
	}
	if m.Instant == nil {
		return time.Time{}, nil, fmt.Errorf(`there is no "instant"`)
	}
	if m.Meta == nil {
		m.Meta = m.Base64
	}
	return time.UnixMicro(*m.Instant).UTC(), m.Meta, nil
}

// decode makes a record of an event of the store.
func decode(e *esdb.RecordedEvent) (event.Record, error) {
	at, metadata, err := decodeMetadata(e.UserMetadata)
	if err != nil {
		return event.Record{}, fmt.Errorf("%w: this program did not write event %d of stream %s: %w", ledger.ErrNotALedger, e.EventNumber, e.StreamID, err)
	}
	if e.Position.Commit == math.MaxUint64 || e.Position == (esdb.Position{}) {
		return event.Record{}, fmt.Errorf("%w: the store gives no position of event %d of stream %s", ledger.ErrNotALedger, e.EventNumber, e.StreamID)
	}
	return event.Record{
		Position:   position(e.Position),
		Stream:     e.StreamID,
		Version:    event.Version(e.EventNumber),
		ID:         [16]byte(e.EventID),
		Type:       event.Type(e.EventType),
		RecordedAt: at,
		Metadata:   metadata,
		Data:       e.Data,
	}, nil
}
