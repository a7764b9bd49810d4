package httpapi

import (
	"embed"
	"path"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// An example is a request as it was played against the example ledger, and
// what came back: TestExamplesAreWhatTheServerAnswers writes and checks them.
type example struct {
	Title   string            `json:"titre,omitzero"`
	Method  string            `json:"methode"`
	Address string            `json:"adresse"`
	Headers map[string]string `json:"entetes,omitempty"`
	Sent    jsontext.Value    `json:"corps,omitzero"`
	Text    string            `json:"texte,omitzero"` // a body that is no JSON
	Status  int               `json:"statut"`
	Back    map[string]string `json:"entetes_de_la_reponse,omitempty"`
	Answer  jsontext.Value    `json:"reponse,omitzero"`
	Said    string            `json:"reponse_en_texte,omitzero"`
}

//go:embed examples/*.json
var exampleFiles embed.FS

// examples are all, by operation, or by "refus-" and a status.
var examples = readExamples()

func readExamples() map[string]example {
	all := map[string]example{}
	files, _ := exampleFiles.ReadDir("examples") // embedded: it is there
	for _, f := range files {
		b, _ := exampleFiles.ReadFile(path.Join("examples", f.Name()))
		var e example
		if err := json.Unmarshal(b, &e); err != nil {
			panic("example " + f.Name() + ": " + err.Error())
		}
		all[strings.TrimSuffix(f.Name(), ".json")] = e
	}
	return all
}

// shown is an example as the description gives it.
type shown struct{ Sent, Answer any }

// exampleOf gives the example of an operation or of a refusal; nil where there
// is none.
func exampleOf(name string) (s shown) {
	e := examples[name]
	s.Sent, s.Answer = value(e.Sent, e.Text), value(e.Answer, e.Said)
	return s
}

func value(raw jsontext.Value, text string) any {
	switch {
	case len(raw) > 0:
		var v any
		_ = json.Unmarshal(raw, &v) // read as JSON before
		return v
	case text != "":
		return text
	}
	return nil
}
