package event_test

import (
	"encoding"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/oklog/ulid/v2"

	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// registers are the parts of the registry: one line for each aggregate.
var registers = []func(*event.Registry){
	recommendation.Register,
	session.Register,
	forum.Register,
	organization.Register,
}

// sample is one stored event of the past, frozen for ever: its file,
// testdata/<type>/v<N>.json or v<N>-<what it shows>.json, may be added to,
// never changed.
type sample struct {
	of   event.Type
	file string
	data []byte // without white space
}

func samples(t *testing.T) (all []sample) {
	files, err := filepath.Glob("testdata/*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		version, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "-")
		of := event.Type(filepath.Base(filepath.Dir(file)) + "." + version)
		all = append(all, sample{of, file, compact(t, file)})
	}
	return all
}

func compact(t *testing.T, file string) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	value := jsontext.Value(data)
	if err := value.Compact(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return value
}

func TestEveryTypeHasASampleAndEverySampleAType(t *testing.T) {
	registered := event.NewRegistry(registers...).Types()
	frozen := map[event.Type]bool{}
	for _, s := range samples(t) {
		frozen[s.of] = true
		if !slices.Contains(registered, s.of) {
			t.Errorf("%s: nobody reads %s", s.file, s.of)
		}
	}
	for _, of := range registered {
		if !frozen[of] {
			t.Errorf("no sample of %s", of)
		}
	}
}

func TestSamplesReadAsTheyWereWritten(t *testing.T) {
	registry := event.NewRegistry(registers...)
	for _, s := range samples(t) {
		t.Run(s.file, func(t *testing.T) {
			p, err := registry.DecodePayload(s.of, s.data)
			if err != nil {
				t.Fatal(err)
			}
			again, err := json.Marshal(p, json.Deterministic(true))
			if err != nil {
				t.Fatal(err)
			}
			if string(again) != string(s.data) {
				t.Errorf("a stored name changed:\n%s\nreads as\n%s", s.data, again)
			}
		})
	}
}

// TestSamplesShowEveryField keeps a field that no sample shows from changing
// its name unseen.
func TestSamplesShowEveryField(t *testing.T) {
	registry := event.NewRegistry(registers...)
	shown := map[string]bool{}
	for _, s := range samples(t) {
		p, err := registry.DecodePayload(s.of, s.data)
		if err != nil {
			t.Fatal(err)
		}
		show(shown, string(s.of), reflect.ValueOf(p))
	}
	for field, filled := range shown {
		if !filled {
			t.Errorf("no sample shows %s", field)
		}
	}
}

// show notes of each stored field of v whether it says something.
func show(shown map[string]bool, path string, v reflect.Value) {
	shown[path] = shown[path] || !v.IsZero()
	if _, word := v.Interface().(encoding.TextMarshaler); word {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Tag.Get("json") != "-" {
				show(shown, path+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			show(shown, path+"[]", v.Index(i))
		}
	}
}

func TestEveryEventComesBackFromTheLog(t *testing.T) {
	registry := event.NewRegistry(registers...)
	for _, s := range samples(t) {
		p, err := registry.DecodePayload(s.of, s.data)
		if err != nil {
			t.Fatal(err)
		}
		went := event.Envelope{
			ID: ulid.ULID{15: 1}, RecordedAt: time.Date(2024, 1, 31, 16, 4, 5, 678901000, time.UTC),
			Metadata: metadata(t), Payload: p,
		}
		rec, err := event.Encode(went)
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type != s.of || string(rec.Data) != string(s.data) {
			t.Errorf("%s: stored as %s %s", s.file, rec.Type, rec.Data)
		}
		rec.Stream, rec.Version, rec.Position = "flux", 3, event.NewPosition(7, 7)
		went.Stream, went.Version, went.Position = rec.Stream, rec.Version, rec.Position
		came, err := registry.Decode(rec)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(came, went) {
			t.Errorf("%s:\n%+v\n%+v", s.file, went, came)
		}
	}
}

func metadata(t *testing.T) (m event.Metadata) {
	if err := json.Unmarshal(compact(t, "testdata/metadonnees.v1.json"), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMetadataReadsAsItWasWritten(t *testing.T) {
	m := metadata(t)
	again, err := json.Marshal(m)
	if want := compact(t, "testdata/metadonnees.v1.json"); err != nil || string(again) != string(want) {
		t.Errorf("a stored name changed:\n%s\nreads as\n%s", want, again)
	}
	shown := map[string]bool{}
	show(shown, "metadata", reflect.ValueOf(m))
	for field, filled := range shown {
		if !filled {
			t.Errorf("no sample shows %s", field)
		}
	}
}
