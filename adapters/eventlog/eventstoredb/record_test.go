package eventstoredb_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// stored is an event of the store as testdata/records.json froze it, and the
// record that it is. The file may be added to, never changed.
type stored struct {
	ID             uuid.UUID `json:"id"`
	Stream         string    `json:"stream"`
	Type           string    `json:"type"`
	ContentType    string    `json:"content_type"`
	Metadata       string    `json:"metadata"`
	Data           string    `json:"data"`
	RecordedAt     time.Time `json:"recorded_at"`
	RecordMetadata string    `json:"record_metadata"`
}

func (s stored) record() event.Record {
	return event.Record{ID: [16]byte(s.ID), Type: event.Type(s.Type), RecordedAt: s.RecordedAt, Metadata: []byte(s.RecordMetadata), Data: []byte(s.Data)}
}

func samples(t *testing.T) (all []stored) {
	b, err := os.ReadFile("testdata/records.json")
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return all
}

// client is the store's own, without the log.
func client(t *testing.T, s *esdbtest.Server) *esdb.Client {
	config, err := esdb.ParseConnectionString(s.ConnectionString())
	if err != nil {
		t.Fatal(err)
	}
	config.Logger = esdb.NoopLogging()
	c, err := esdb.NewClient(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestWhatIsStoredIsAsItWasFrozen(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24)
	log := open(t, s.ConnectionString())
	for i, want := range samples(t) {
		write(t, log, want.Stream, event.Version(i-1), want.record())
		read, err := client(t, s).ReadStream(t.Context(), want.Stream, esdb.ReadStreamOptions{From: esdb.Revision(uint64(i))}, 1)
		if err != nil {
			t.Fatal(err)
		}
		defer read.Close()
		resolved, err := read.Recv()
		if err != nil {
			t.Fatal(err)
		}
		e := resolved.Event
		got := stored{e.EventID, e.StreamID, e.EventType, e.ContentType, string(e.UserMetadata), string(e.Data), want.RecordedAt, want.RecordMetadata}
		if got != want {
			t.Errorf("stored\n%+v, want\n%+v", got, want)
		}
	}
}

func TestWhatWasFrozenIsRead(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24)
	all := samples(t)
	for _, e := range all {
		data := esdb.EventData{EventID: e.ID, EventType: e.Type, Data: []byte(e.Data), Metadata: []byte(e.Metadata)}
		if _, err := client(t, s).AppendToStream(t.Context(), e.Stream, esdb.AppendToStreamOptions{}, data); err != nil {
			t.Fatal(err)
		}
	}
	for i, got := range load(t, open(t, s.ConnectionString()), all[0].Stream) {
		want := all[i].record()
		if got.ID != want.ID || got.Type != want.Type || !got.RecordedAt.Equal(want.RecordedAt) || string(got.Metadata) != all[i].RecordMetadata || string(got.Data) != all[i].Data {
			t.Errorf("read\n%+v, want\n%+v", got, want)
		}
	}
}

func TestAReaderPassesOverFieldsThatItDoesNotKnow(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24)
	log := ours(t, s)
	for i, metadata := range []string{`{"nouveau":[1],"meta":{"a":1},"instant":5}`, ` {"instant":5} `, `{"instant":5,"meta":null}`} {
		data := esdb.EventData{EventType: "essai", Metadata: []byte(metadata)}
		if _, err := client(t, s).AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{}, data); err != nil {
			t.Fatal(err)
		}
		if held := load(t, log, "a"); len(held) != i+1 || held[i].RecordedAt.UnixMicro() != 5 {
			t.Fatalf("%s is read as %+v", metadata, held)
		}
	}
	for _, metadata := range []string{``, `{}`, `[]`, `{"instant":"5"}`} {
		stream := "a" + metadata
		data := esdb.EventData{EventType: "essai", Metadata: []byte(metadata)}
		if _, err := client(t, s).AppendToStream(t.Context(), stream, esdb.AppendToStreamOptions{}, data); err != nil {
			t.Fatal(err)
		}
		for r, err := range log.Load(t.Context(), stream, 0) {
			if !errors.Is(err, ledger.ErrNotALedger) {
				t.Fatalf("%s is read as %+v, %v", metadata, r, err)
			}
		}
	}
}

func TestAnyBytesComeBack(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24)
	log := ours(t, s)
	version := event.NoStream
	values := rapid.OneOf(
		rapid.SliceOfN(rapid.Byte(), 0, 40),
		rapid.Map(rapid.SampledFrom([]string{"null", "1", `"\ud800"`, `{"a":1,"a":2}`, "{}\n", `{"<":"&\u2028"}`, "[1e999]", "tru", "\ufeff{}", "{\"\xff\":1}"}),
			func(s string) []byte { return []byte(s) }),
	)
	rapid.Check(t, func(rt *rapid.T) {
		r := records(1)[0]
		r.Metadata, r.Data = values.Draw(rt, "metadata"), values.Draw(rt, "data")
		write(t, log, "a", version, r)
		version++
		for got, err := range log.Load(t.Context(), "a", version) {
			if err != nil || string(got.Metadata) != string(r.Metadata) || string(got.Data) != string(r.Data) || !got.RecordedAt.Equal(r.RecordedAt) {
				rt.Fatalf("%q %q came back as %q %q, %v", r.Metadata, r.Data, got.Metadata, got.Data, err)
			}
		}
	})
}
