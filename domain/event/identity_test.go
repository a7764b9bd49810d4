package event_test

import (
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
)

func TestDerivedIDs(t *testing.T) {
	command := ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF")
	later := command
	_ = later.SetTime(command.Time() + 1)

	seen := map[ulid.ULID]string{}
	for name, id := range map[string]ulid.ULID{
		"the first":               event.DeriveID(command, "recommandation-1", 0),
		"the second":              event.DeriveID(command, "recommandation-1", 1),
		"the eleventh":            event.DeriveID(command, "recommandation-1", 10),
		"of another stream":       event.DeriveID(command, "recommandation-2", 0),
		"of a longer stream":      event.DeriveID(command, "recommandation-11", 0),
		"of a step":               event.StepID(command, "recommandation-1"),
		"of another step":         event.StepID(command, "recommandation-2"),
		"of another command":      event.DeriveID(later, "recommandation-1", 0),
		"the command's own, that": command,
	} {
		if other, twice := seen[id]; twice {
			t.Errorf("%s and %s have the same id", name, other)
		}
		seen[id] = name
		if name != "of another command" && id.Time() != command.Time() {
			t.Errorf("%s does not keep the time of the command", name)
		}
	}
	if event.DeriveID(command, "recommandation-1", 9).Compare(event.DeriveID(later, "recommandation-1", 0)) >= 0 {
		t.Error("ids do not sort by the time of their commands")
	}
}

// Ids are promised to be the same for ever: a command sent again after an
// upgrade must append what it appended before.
func TestDerivedIDsAreFrozen(t *testing.T) {
	command := ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF")
	for want, got := range map[string]ulid.ULID{
		"01HNG7ZK4M67E6YJKSSY25P2B2": event.DeriveID(command, "recommandation-1", 0),
		"01HNG7ZK4MD2DY0X5CN2TZYHXT": event.StepID(command, "reconduction"),
	} {
		if got.String() != want {
			t.Errorf("%s, was %s", got, want)
		}
	}
}
