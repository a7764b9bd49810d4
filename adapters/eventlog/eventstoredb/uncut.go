package eventstoredb

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// uncut is an errDamaged where the store was told to keep back events of
// stream: those before a number ($tb, which a deletion that is not for good sets
// beyond the last) or of an age ($maxAge). A stream of which nothing is left
// looks to a reader as one that never was, so that whoever finds nothing asks.
// ($maxCount leaves some, of which the versions tell.) Nothing of ours tells the
// store so.
func uncut(ctx context.Context, c *esdb.Client, stream string) error {
	o := esdb.ReadStreamOptions{Direction: esdb.Backwards, From: esdb.End{}, RequiresLeader: true}
	return receive(c.ReadStream(ctx, "$$"+stream, o, 1))(func(e *esdb.RecordedEvent) (bool, error) {
		var kept struct {
			Before uint64 `json:"$tb"`
			Age    uint64 `json:"$maxAge"`
		}
		if err := json.Unmarshal(e.Data, &kept); err != nil {
			return false, fmt.Errorf("%w: the store's metadata of stream %s cannot be read: %w", errDamaged, stream, err)
		}
		if kept.Before > 0 || kept.Age > 0 {
			return false, fmt.Errorf("%w: the store keeps back events of stream %s: it was deleted or truncated, by metadata %s", errDamaged, stream, e.Data)
		}
		return true, nil
	})
}

// uncut asks in a call of its own.
func (l *Log) uncut(ctx context.Context, stream string) error {
	_, err := call(ctx, l.clients, func(ctx context.Context, c *esdb.Client) (struct{}, error) {
		return struct{}{}, uncut(ctx, c, stream)
	})
	return err
}
