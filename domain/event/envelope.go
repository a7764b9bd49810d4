package event

import (
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// Payload is what an event says happened; each aggregate has its own.
type Payload interface{ EventType() Type }

// Actor is who issued a command: an opaque id and a function ("secrétariat du
// comité"), never a person's name.
type Actor struct {
	ID       string `json:"id"`
	Function string `json:"fonction,omitzero"`
}

// Metadata is what every event carries beside its payload.
type Metadata struct {
	Actor   Actor     `json:"acteur"`
	Command ulid.ULID `json:"commande"`
	// Hash is the SHA-256 of the command as it was given, in hexadecimal: the
	// same command id with another hash is another command.
	Hash string `json:"empreinte"`
	// Cause is the event that led to this one, where one did.
	Cause ulid.ULID `json:"cause,omitzero"`
	// Day is the day on which the event takes effect.
	Day domain.Day `json:"effet"`
}

// Envelope is one event as the domain reads it.
type Envelope struct {
	Position   Position
	Stream     string
	Version    Version
	ID         ulid.ULID
	RecordedAt time.Time
	Metadata
	Payload Payload
}

// DeriveID gives the id of the index-th event that a command appends to a
// stream. It depends on nothing else, so that a command sent again, after a
// crash or a lost answer, appends the same ids; it keeps the command's time,
// so that ids sort by it.
func DeriveID(command ulid.ULID, stream string, index int) ulid.ULID {
	h := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d", command, stream, index))
	id := command
	copy(id[6:], h[:10])
	return id
}

// StepID gives the id under which a command issues one of its own steps.
func StepID(command ulid.ULID, step string) ulid.ULID { return DeriveID(command, "step\n"+step, 0) }

// Encode makes the record of an envelope, without stream, version and
// position, which the log gives.
func Encode(e Envelope) (Record, error) {
	data, err := Marshal(e.Payload)
	if err != nil {
		return Record{}, err
	}
	meta, err := Marshal(e.Metadata)
	if err != nil {
		return Record{}, err
	}
	return Record{ID: e.ID, Type: e.Payload.EventType(), RecordedAt: e.RecordedAt.UTC().Truncate(time.Microsecond), Metadata: meta, Data: data}, nil
}
