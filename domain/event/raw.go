package event

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Raw is a payload as it is stored, where one event carries another.
type Raw = jsontext.Value

// Marshal writes any value of the domain as the JSON that is stored and
// hashed: the same value gives the same bytes.
func Marshal(v any) (Raw, error) {
	b, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return b, nil
}
