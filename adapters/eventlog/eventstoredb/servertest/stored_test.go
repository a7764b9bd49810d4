package servertest

import (
	"testing"
	"time"

	"suivi/domain/event"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
)

// TestWhatIsStored looks at an event with the store's own client.
func TestWhatIsStored(t *testing.T) {
	if connection == "" {
		t.Skip("EVENTSTOREDB holds no connection string")
	}
	t.Cleanup(func() { verdict(t, "stored: an event is stored as the package eventstoredb says") })
	stream := "contract" + ulid.Make().String() + "-1"
	r := event.Record{
		ID: ulid.Make(), Type: "contract.tried.v1", RecordedAt: time.UnixMicro(1772600767891011),
		Metadata: []byte(`{"acteur":"Zoé"}`), Data: []byte(`{"texte":"été"}`),
	}
	done, err := open(t, stream).Append(t.Context(), stream, event.NoStream, []event.Record{r})
	if err != nil {
		t.Fatal(err)
	}
	config, err := esdb.ParseConnectionString(connection)
	if err != nil {
		t.Fatal(err)
	}
	config.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	read, err := client.ReadStream(t.Context(), stream, esdb.ReadStreamOptions{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	resolved, err := read.Recv()
	if err != nil {
		t.Fatal(err)
	}
	e := resolved.Event
	commit, prepare := done.Position.Halves()
	switch {
	case e.EventID != uuid.UUID(r.ID), e.EventType != "contract.tried.v1", e.ContentType != "application/json", string(e.Data) != string(r.Data),
		string(e.UserMetadata) != `{"instant":1772600767891011,"meta":{"acteur":"Zoé"}}`:
		t.Errorf("it is stored as %+v", e)
	case e.Position != esdb.Position{Commit: commit, Prepare: prepare}:
		t.Errorf("it is stored at %+v, and was said to be at %v", e.Position, done.Position)
	}
}
