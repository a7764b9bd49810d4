package history

import (
	"encoding/json"
	"sync"

	"suivi/domain/ledger"
)

// registry knows what an entry may hold.
var registry = sync.OnceValue(ledger.NewRegistry)

// UnmarshalJSON reads an entry as tables write it: its type tells what it
// holds.
func (e *Entry) UnmarshalJSON(data []byte) error {
	type plain Entry
	read := struct {
		*plain
		Payload json.RawMessage `json:"donnees"`
	}{plain: (*plain)(e)}
	err := json.Unmarshal(data, &read)
	if err == nil {
		e.Payload, err = registry().DecodePayload(e.Type, read.Payload)
	}
	return err
}
