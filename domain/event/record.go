package event

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"
)

// Record is one event as a log keeps it. Metadata and Data come back byte for
// byte as they went in; RecordedAt is UTC, to the microsecond.
type Record struct {
	Position   Position
	Stream     string
	Version    Version
	ID         ulid.ULID
	Type       Type
	RecordedAt time.Time
	Metadata   []byte
	Data       []byte
}

// Type is the stored name of an event with its version, such as
// "recommandation.formulee.v1".
type Type string

// Version is the place of an event in its stream, from 0, without a hole.
type Version int64

// NoStream is the version of a stream that holds no event yet: as an expected
// version it asks that the append be the first.
const NoStream Version = -1

// Position is the place of an event in the global order of one log. It is
// opaque: it may be compared, stored and given back, never counted with,
// since a log may leave gaps between positions. The zero Position comes
// before every event.
type Position struct{ commit, prepare uint64 }

// NewPosition is for the stores, which alone know what the two halves mean.
func NewPosition(commit, prepare uint64) Position { return Position{commit, prepare} }

// Halves gives back to a store what it passed to NewPosition.
func (p Position) Halves() (commit, prepare uint64) { return p.commit, p.prepare }

// Compare is negative where p comes before q, positive where it comes after.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.commit, q.commit), cmp.Compare(p.prepare, q.prepare))
}

// IsZero reports whether p comes before every event.
func (p Position) IsZero() bool { return p == Position{} }

// String writes the position as ParsePosition reads it.
func (p Position) String() string {
	if p.commit == p.prepare {
		return strconv.FormatUint(p.commit, 10)
	}
	return fmt.Sprintf("%d-%d", p.commit, p.prepare)
}

// ParsePosition reads what String wrote.
func ParsePosition(s string) (Position, error) {
	c, q, two := strings.Cut(s, "-")
	commit, err := strconv.ParseUint(c, 10, 64)
	prepare := commit
	if err == nil && two {
		prepare, err = strconv.ParseUint(q, 10, 64)
	}
	if err != nil {
		return Position{}, fmt.Errorf("not a log position: %q", s)
	}
	return Position{commit, prepare}, nil
}

// MarshalText writes the position as String does.
func (p Position) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Position) UnmarshalText(b []byte) (err error) {
	*p, err = ParsePosition(string(b))
	return err
}
