package event_test

import (
	"reflect"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
)

func TestAFactIsReadAsTheWholeEventIs(t *testing.T) {
	registry := event.NewRegistry(recommendation.Register)
	rec, err := event.Encode(event.Envelope{ID: ulid.Make(), Payload: recommendation.Found{State: domain.Executed, Words: "fait"},
		Metadata: event.Metadata{Actor: event.Actor{ID: "secretariat"}, Command: ulid.Make(), Cause: ulid.Make(), Hash: "ab", Day: domain.MustDay(2024, 1, 31)}})
	if err != nil {
		t.Fatal(err)
	}
	reordered := rec
	reordered.Metadata = []byte(`{"effet":"2024-01-31","acteur":{"id":"secretariat"},"commande":"00000000000000000000000000"}`)
	uncaused := rec
	uncaused.Metadata = []byte(`{"acteur":{"id":"secretariat"},"commande":"00000000000000000000000000","empreinte":"ab","effet":"2024-01-31"}`)
	for name, rec := range map[string]event.Record{"as Encode writes it": rec, "without a cause": uncaused, "with the fields in another order": reordered} {
		whole, err := registry.Decode(rec)
		if err != nil {
			t.Fatal(err)
		}
		fact, err := registry.DecodeFact(rec)
		if err != nil {
			t.Fatal(err)
		}
		if fact.Day != whole.Day || fact.Cause != whole.Cause || !reflect.DeepEqual(fact.Payload, whole.Payload) || fact.ID != whole.ID {
			t.Errorf("%s: %+v is not %+v", name, fact, whole)
		}
	}
}
