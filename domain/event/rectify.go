package event

import (
	"bytes"
	"cmp"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// RefusedOtherIdentity: a correction would make the fact that of another thing.
const RefusedOtherIdentity = "fait.d_une_autre_identite"

// Rectify decides a correction as every aggregate does: nothing where the fact
// reads so already, else one event, which wrap makes the aggregate's own.
// instead is nil where the fact never happened.
func Rectify[E Payload](facts []Fact[E], corrects ulid.ULID, instead E, newDay domain.Day, reason string, wrap func(Correction) E) ([]Decided[E], error) {
	var payload Payload
	if any(instead) != nil {
		payload = instead
	} else if newDay != 0 {
		return nil, fault.New(fault.Invalid, field.Invalid, "lu", newDay.String()).At("effet")
	}
	if f := field.Text("motif", reason); f != nil {
		return nil, f
	}
	day, correction, err := Correct(facts, corrects, payload, newDay, reason)
	if err != nil || reads(facts, day, correction) {
		return nil, err
	}
	return []Decided[E]{{Day: day, Event: wrap(correction)}}, nil
}

// reads reports whether the fact recorded on day reads already as c would
// make it.
func reads[E Payload](facts []Fact[E], day domain.Day, c Correction) bool {
	for _, f := range Effective(facts, 0, 0) {
		if f.ID == c.Corrects {
			return !c.Void && Same(f.Event, c.Instead) && f.Day == cmp.Or(c.Day, day)
		}
	}
	return c.Void
}

// Same reports whether a and b would be stored alike. Go's own equality would
// tell apart what the log does not, such as no list and an empty one.
func Same(a, b Payload) bool {
	if a.EventType() != b.EventType() {
		return false
	}
	x, errA := Marshal(a)
	y, errB := Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(x, y)
}
