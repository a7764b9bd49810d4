package event_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"suivi/domain/event"
	"suivi/domain/recommendation"
)

func TestATypeOfALaterProgramIsUnknown(t *testing.T) {
	registry := event.NewRegistry(recommendation.Register)
	if _, err := registry.DecodePayload("recommandation.formulee.v99", []byte(`{}`)); !errors.Is(err, event.ErrUnknownType) {
		t.Error(err)
	}
	_, err := registry.Decode(event.Record{Type: "budget.vote.v1", Metadata: []byte(`{}`), Data: []byte(`{}`), Position: event.NewPosition(42, 42)})
	if !errors.Is(err, event.ErrUnknownType) || !strings.Contains(err.Error(), "42") {
		t.Errorf("does not say where: %v", err)
	}
}

func TestWhatCannotBeReadIsAnErrorNotAnUnknownType(t *testing.T) {
	registry := event.NewRegistry(recommendation.Register)
	for data, of := range map[string]event.Type{
		`{"texte":`:                      recommendation.FormulatedV1,
		`{"texte":"a","texte":"b"}`:      recommendation.FormulatedV1,
		`{"session":"pas un ulid"}`:      recommendation.ExecutedV1,
		`{"etat":"presque"}`:             recommendation.DeclaredV1,
		"{\"constat\":\"r\xe9uni\"}":     recommendation.ExecutedV1,
		`{"echeance":{"du":"31/12"}}`:    recommendation.DueDateSetV1,
		`{"type":"session.inconnue"}`:    recommendation.RectifiedV1,
		`{"donnees":{},"type":"x.v1"}`:   recommendation.RectifiedV1,
		`{"responsables":"le ministre"}`: recommendation.ReassignedV1,
	} {
		p, err := registry.DecodePayload(of, []byte(data))
		if err == nil {
			t.Errorf("%s reads as %+v", data, p)
		}
		if of != recommendation.RectifiedV1 && errors.Is(err, event.ErrUnknownType) {
			t.Errorf("%s: %v", data, err)
		}
	}
	if _, err := registry.Decode(event.Record{Type: recommendation.ExecutedV1, Metadata: []byte(`{`), Data: []byte(`{}`)}); err == nil {
		t.Error("broken metadata was read")
	}
}

func TestRegisteringANameTwicePanics(t *testing.T) {
	same := func(data []byte) ([]byte, error) { return data, nil }
	for name, mistake := range map[string]func(*event.Registry){
		"registered twice":         func(r *event.Registry) { recommendation.Register(r) },
		"registered and rewritten": func(r *event.Registry) { r.Upcast(recommendation.FormulatedV1, "x.v2", same) },
		"rewritten twice":          func(r *event.Registry) { r.Upcast("x.v1", "x.v2", same); r.Upcast("x.v1", "x.v3", same) },
		"rewritten and registered": func(r *event.Registry) {
			r.Upcast("x.v1", "x.v2", same)
			event.Register[recommendation.Formulated](r, "x.v1")
		},
		"rewritten into itself": func(r *event.Registry) { r.Upcast("x.v1", "x.v1", same) },
		"rewritten in a circle": func(r *event.Registry) { r.Upcast("x.v1", "x.v2", same); r.Upcast("x.v2", "x.v1", same) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			event.NewRegistry(recommendation.Register, mistake)
		}()
	}
}

// Two versions that never were: v00 told the text as "libelle" and its numéro
// as a number; v0 had the text right and the numéro still so.
const (
	oldestName event.Type = "recommandation.formulee.v00"
	oldName    event.Type = "recommandation.formulee.v0"
)

func past(r *event.Registry) {
	r.Upcast(oldestName, oldName, renaming("libelle", "texte"))
	r.Upcast(oldName, recommendation.FormulatedV1, func(data []byte) ([]byte, error) {
		var fields map[string]jsontext.Value
		if err := json.Unmarshal(data, &fields); err != nil {
			return nil, err
		}
		if n, told := fields["n"]; told {
			fields["numero"] = jsontext.Value(`"` + string(n) + `"`)
			delete(fields, "n")
		}
		return json.Marshal(fields, json.Deterministic(true))
	})
}

func renaming(from, to string) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		if !bytes.Contains(data, []byte(from)) {
			return nil, errors.New("no " + from)
		}
		return bytes.ReplaceAll(data, []byte(from), []byte(to)), nil
	}
}

func TestThePastIsReadAsThePresent(t *testing.T) {
	registry := event.NewRegistry(recommendation.Register, past)
	for of, data := range map[event.Type]string{
		oldestName:                  `{"n":3,"place":3,"libelle":"Maintenir le budget accordé à la CPS/SCI"}`,
		oldName:                     `{"n":3,"place":3,"texte":"Maintenir le budget accordé à la CPS/SCI"}`,
		recommendation.FormulatedV1: `{"numero":"3","place":3,"texte":"Maintenir le budget accordé à la CPS/SCI"}`,
	} {
		p, err := registry.DecodePayload(of, []byte(data))
		made, is := p.(recommendation.Formulated)
		if err != nil || !is || made.Text != "Maintenir le budget accordé à la CPS/SCI" || made.Number != "3" || made.Place != 3 {
			t.Errorf("%s reads as %+v, %v", of, p, err)
		}
	}
	if _, err := registry.DecodePayload(oldestName, []byte(`{}`)); err == nil || !strings.Contains(err.Error(), string(oldestName)) {
		t.Errorf("a rewriting that fails does not say which: %v", err)
	}
}

func TestARectificationOfThePastIsReadToo(t *testing.T) {
	registry := event.NewRegistry(recommendation.Register, past)
	stored := `{"corrige":"01HNG7ZK4M8XQ2V5T9B3C6D7EF","type":"recommandation.formulee.v0","donnees":{"n":4,"texte":"Maintenir le budget"},"motif":"relu"}`
	p, err := registry.DecodePayload(recommendation.RectifiedV1, []byte(stored))
	if err != nil {
		t.Fatal(err)
	}
	if made, is := p.(recommendation.Rectified).Instead.(recommendation.Formulated); !is || made.Number != "4" {
		t.Errorf("%+v", p)
	}
}

func TestTypesListsWhatIsRead(t *testing.T) {
	types := event.NewRegistry(recommendation.Register, past).Types()
	if len(types) != 15+2 {
		t.Errorf("%d: %v", len(types), types)
	}
	for i := 1; i < len(types); i++ {
		if types[i-1] >= types[i] {
			t.Errorf("%s before %s", types[i-1], types[i])
		}
	}
}

func TestARectificationHoldsOnlyItsOwnKindOfEvent(t *testing.T) {
	registry := event.NewRegistry(registers...)
	stored := `{"corrige":"01HNG7ZK4M8XQ2V5T9B3C6D7EF","type":"session.annulee.v1","donnees":{},"motif":"erreur"}`
	if p, err := registry.DecodePayload(recommendation.RectifiedV1, []byte(stored)); err == nil {
		t.Errorf("%+v", p)
	}
}
