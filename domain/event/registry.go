package event

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/domain"
)

// ErrUnknownType is what Decode answers for a type that nobody registered,
// such as one written by a later version of the program.
var ErrUnknownType = errors.New("unknown event type")

// Registry knows every stored type name and how to read it. It is filled once,
// before use, and then only read.
type Registry struct {
	decoders  map[Type]func([]byte) (Payload, error)
	upcasters map[Type]upcaster
}

type upcaster struct {
	to      Type
	rewrite func(data []byte) ([]byte, error)
}

// NewRegistry makes an empty registry and lets each fill in its part.
func NewRegistry(parts ...func(*Registry)) *Registry {
	r := &Registry{decoders: map[Type]func([]byte) (Payload, error){}, upcasters: map[Type]upcaster{}}
	for _, part := range parts {
		part(r)
	}
	return r
}

// Register makes t readable as a P; finish, where given, completes what JSON
// alone cannot tell. Registering a name twice is a mistake of the program and
// panics.
func Register[P Payload](r *Registry, t Type, finish ...func(*P) error) {
	r.claim(t)
	r.decoders[t] = func(data []byte) (Payload, error) {
		p := new(P)
		if err := json.Unmarshal(data, p); err != nil {
			return nil, fmt.Errorf("decode %s: %w", t, err)
		}
		for _, f := range finish {
			if err := f(p); err != nil {
				return nil, fmt.Errorf("decode %s: %w", t, err)
			}
		}
		return *p, nil
	}
}

// Upcast says that data stored under the old name from reads as the name to
// once rewrite has been applied. Upcasters chain: v1 to v2, v2 to v3. A name
// is either registered or read through another; both is a mistake, as is a
// chain without an end, and panics.
func (r *Registry) Upcast(from, to Type, rewrite func(data []byte) ([]byte, error)) {
	r.claim(from)
	for t, more := to, true; more; {
		if t == from {
			panic("event type read through itself: " + string(from))
		}
		next, old := r.upcasters[t]
		t, more = next.to, old
	}
	r.upcasters[from] = upcaster{to, rewrite}
}

func (r *Registry) claim(t Type) {
	_, decoded := r.decoders[t]
	_, upcast := r.upcasters[t]
	if decoded || upcast {
		panic("event type registered twice: " + string(t))
	}
}

// Types lists every name that Decode reads, sorted.
func (r *Registry) Types() []Type {
	types := slices.AppendSeq(slices.Collect(maps.Keys(r.decoders)), maps.Keys(r.upcasters))
	slices.Sort(types)
	return types
}

// DecodePayload reads what was stored under the name t.
func (r *Registry) DecodePayload(t Type, data []byte) (Payload, error) {
	for {
		up, old := r.upcasters[t]
		if !old {
			break
		}
		newer, err := up.rewrite(data)
		if err != nil {
			return nil, fmt.Errorf("upcast %s to %s: %w", t, up.to, err)
		}
		t, data = up.to, newer
	}
	decode, known := r.decoders[t]
	if !known {
		return nil, fmt.Errorf("%w: %s", ErrUnknownType, t)
	}
	return decode(data)
}

// Decode reads a whole record.
func (r *Registry) Decode(rec Record) (Envelope, error) {
	e := Envelope{Position: rec.Position, Stream: rec.Stream, Version: rec.Version, ID: rec.ID, RecordedAt: rec.RecordedAt}
	if err := json.Unmarshal(rec.Metadata, &e.Metadata); err != nil {
		return e, fmt.Errorf("decode metadata of %s at %s: %w", rec.Type, rec.Position, err)
	}
	p, err := r.DecodePayload(rec.Type, rec.Data)
	if err != nil {
		return e, fmt.Errorf("event at %s: %w", rec.Position, err)
	}
	e.Payload = p
	return e, nil
}

// DecodeFact reads of a record what a fold needs: its payload, its day of
// effect and its cause. Actor, command and hash are left out, which makes a
// rebuild of all that is recorded markedly quicker.
func (r *Registry) DecodeFact(rec Record) (Envelope, error) {
	m, plain := factMetadata(rec.Metadata)
	if !plain {
		return r.Decode(rec)
	}
	e := Envelope{Position: rec.Position, Stream: rec.Stream, Version: rec.Version, ID: rec.ID, RecordedAt: rec.RecordedAt, Metadata: m}
	p, err := r.DecodePayload(rec.Type, rec.Data)
	if err != nil {
		return e, fmt.Errorf("event at %s: %w", rec.Position, err)
	}
	e.Payload = p
	return e, nil
}

// factMetadata reads day of effect and cause off the end of metadata as Encode
// writes it; false where it is written otherwise.
func factMetadata(metadata []byte) (m Metadata, plain bool) {
	rest, ends := bytes.CutSuffix(metadata, []byte(`"}`))
	rest, day, is := cutLast(rest, `"effet":"`, len(time.DateOnly))
	if !ends || !is {
		return m, false
	}
	var err error
	if m.Day, err = domain.ParseDay(day); err != nil {
		return m, false
	}
	rest, ends = bytes.CutSuffix(rest, []byte(`",`))
	if _, cause, is := cutLast(rest, `"cause":"`, ulid.EncodedSize); ends && is {
		m.Cause, err = ulid.ParseStrict(cause)
	} else if bytes.Contains(rest, []byte(`"cause":`)) {
		return m, false
	}
	return m, err == nil
}

// cutLast cuts a field and its value of size bytes off the end of text.
func cutLast(text []byte, field string, size int) (rest []byte, value string, found bool) {
	at := len(text) - size
	if at < len(field) || string(text[at-len(field):at]) != field {
		return text, "", false
	}
	return text[:at-len(field)], string(text[at:]), true
}
