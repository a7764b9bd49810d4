package httpapi_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"suivi/adapters/httpapi"
)

const descriptionPath = httpapi.Prefix + "/openapi.json"

// object is a JSON object.
type object = map[string]any

// described gives the API's description in one language.
func described(t *testing.T, language string) object {
	t.Helper()
	r := newService(t).do(http.MethodGet, descriptionPath+"?langue="+language, "", "Authorization", "")
	if r.Status != http.StatusOK || r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Content-Language") != language {
		t.Fatalf("%d %v", r.Status, r.Header)
	}
	var doc object
	r.into(t, &doc)
	return doc
}

// within follows names into objects; nil where one is missing.
func within(in any, names ...string) any {
	for _, name := range names {
		o, _ := in.(object)
		in = o[name]
	}
	return in
}

// walk visits every object, with the way that leads there.
func walk(in any, way []string, visit func(way []string, o object)) {
	switch in := in.(type) {
	case object:
		visit(way, in)
		for name, v := range in {
			if name != "example" && name != "enum" {
				walk(v, append(slices.Clone(way), name), visit)
			}
		}
	case []any:
		for _, v := range in {
			walk(v, append(slices.Clone(way), "[]"), visit)
		}
	}
}

// wordless reports whether what the description describes there has no words.
func wordless(way []string, o object) bool {
	if len(way) < 2 || o["$ref"] != nil && way[len(way)-2] != "properties" {
		return false
	}
	said := func(name string) bool { s, _ := o[name].(string); return strings.TrimSpace(s) != "" }
	switch way[len(way)-2] {
	case "properties", "schemas", "responses", "headers", "parameters", "securitySchemes":
		return !said("description")
	case "tags":
		return !said("name") || !said("description")
	}
	if way[0] == "paths" && (len(way) == 3) {
		return !said("summary") || !said("description") || !said("operationId")
	}
	return false
}

func TestTheDescriptionHasWordsForEverythingInBothLanguages(t *testing.T) {
	texts := map[string]map[string]string{}
	for _, l := range []string{"fr", "en"} {
		texts[l] = map[string]string{}
		things := 0
		walk(described(t, l), nil, func(way []string, o object) {
			things++
			if wordless(way, o) {
				t.Errorf("in %s nothing is said of %s", l, strings.Join(way, " "))
			}
			for _, field := range []string{"description", "summary"} {
				if s, is := o[field].(string); is {
					texts[l][strings.Join(way, " ")+" "+field] = s
				}
			}
		})
		if things < 500 {
			t.Fatalf("only %d things", things)
		}
	}
	for way, fr := range texts["fr"] {
		if en := texts["en"][way]; en == fr && !strings.Contains(way, "[]") {
			t.Errorf("%s is %q in both languages", way, fr)
		}
	}
}

func TestTheDescriptionIsOfAVersionOfTheAPINotOfABuild(t *testing.T) {
	if version := within(described(t, "fr"), "info", "version"); version != "v1" {
		t.Errorf("%v", version)
	}
}

func TestTheDescriptionRefersOnlyToWhatItHolds(t *testing.T) {
	doc := described(t, "fr")
	ids, refs := map[any]bool{}, 0
	walk(doc, nil, func(way []string, o object) {
		if ref, is := o["$ref"].(string); is {
			refs++
			if within(doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...) == nil {
				t.Errorf("%s refers to %s, which is not there", strings.Join(way, " "), ref)
			}
		}
		if id := o["operationId"]; id != nil {
			if ids[id] {
				t.Errorf("two operations are %s", id)
			}
			ids[id] = true
		}
	})
	if refs < 200 || len(ids) < 45 || doc["openapi"] != "3.1.0" {
		t.Errorf("%d references, %d operations, OpenAPI %v", refs, len(ids), doc["openapi"])
	}
}

// strictly compiles the schemas of the description, closed: they allow no field
// that they do not describe.
func strictly(t *testing.T, doc object) func(pointer string) *jsonschema.Schema {
	t.Helper()
	closed := cloned(t, doc)
	walk(within(closed, "components", "schemas"), nil, func(_ []string, o object) {
		if o["properties"] != nil && o["type"] == "object" && o["additionalProperties"] == nil {
			o["additionalProperties"] = false
		}
	})
	const address = "https://suivi.invalid/openapi.json"
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(address, closed); err != nil {
		t.Fatal(err)
	}
	return func(pointer string) *jsonschema.Schema {
		t.Helper()
		s, err := c.Compile(address + "#" + pointer)
		if err != nil {
			t.Fatalf("%s: %v", pointer, err)
		}
		return s
	}
}

// cloned is the same document for the schema compiler, which wants its own
// numbers.
func cloned(t *testing.T, doc object) object {
	t.Helper()
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return v.(object)
}

func TestEverySchemaOfTheDescriptionCompiles(t *testing.T) {
	doc := described(t, "en")
	schemas := within(doc, "components", "schemas").(object)
	compile := strictly(t, doc)
	for name := range schemas {
		compile("/components/schemas/" + name)
	}
	if len(schemas) < 70 {
		t.Errorf("%d schemas", len(schemas))
	}
}

// pointer writes a way as a JSON pointer (RFC 6901).
func pointer(way ...string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	var b strings.Builder
	for _, part := range way {
		b.WriteString("/" + escape.Replace(part))
	}
	return b.String()
}

func TestEveryOperationShowsAnExampleThatIsAsItDescribes(t *testing.T) {
	doc := described(t, "fr")
	compile := strictly(t, doc)
	example := func(content any, way ...string) {
		for media, m := range content.(object) {
			given, is := m.(object)["example"]
			if !is {
				t.Errorf("%v shows no example", way)
				continue
			}
			if text, is := given.(string); is && !strings.Contains(media, "json") && text != "" {
				continue
			}
			s := compile(pointer(append(way, "content", media, "schema")...))
			if err := s.Validate(any(cloned(t, object{"x": given})["x"])); err != nil {
				t.Errorf("the example of %v is not as described: %v", way, err)
			}
		}
	}
	for path, item := range within(doc, "paths").(object) {
		for method, op := range item.(object) {
			way := []string{"paths", path, method}
			if body := within(op, "requestBody", "content"); body != nil {
				example(body, append(slices.Clone(way), "requestBody")...)
			}
			example(within(op, "responses", "200", "content"), append(slices.Clone(way), "responses", "200")...)
		}
	}
	for name, r := range within(doc, "components", "responses").(object) {
		if content := within(r, "content"); content != nil && !slices.Contains([]string{"Statut408", "Statut413", "Statut414", "Statut500", "Statut503"}, name) {
			example(content, "components", "responses", name)
		}
	}
}

func TestTheDescriptionIsReadAgainOnlyWhereItChanged(t *testing.T) {
	s := newService(t)
	first := s.do(http.MethodGet, descriptionPath, "", "Authorization", "", "Accept-Language", "en-GB, fr;q=0.5")
	tag := first.Header.Get("ETag")
	if first.Header.Get("Content-Language") != "en" || tag == "" {
		t.Fatalf("%v", first.Header)
	}
	again := s.do(http.MethodGet, descriptionPath, "", "If-None-Match", tag, "Accept-Language", "en")
	if again.Status != http.StatusNotModified || len(again.Body) != 0 {
		t.Errorf("%d, %d bytes", again.Status, len(again.Body))
	}
	if french := s.do(http.MethodGet, descriptionPath, "", "If-None-Match", tag); french.Status != http.StatusOK {
		t.Errorf("the French one is %d", french.Status)
	}
}

func TestEveryTableTakesTheMomentAndEveryCommandItsKey(t *testing.T) {
	doc := described(t, "fr")
	for path, item := range within(doc, "paths").(object) {
		for method, op := range item.(object) {
			names := map[any]bool{}
			for _, p := range within(op, "parameters").([]any) {
				names[p.(object)["name"]] = true
			}
			wanted := []string{"Idempotency-Key"}
			switch below := strings.TrimPrefix(path, httpapi.Prefix); {
			case strings.HasPrefix(below, "/pieces") || below == "/flux" || below == "/importations":
				continue
			case method == "get":
				wanted = []string{"au", "connu_le", "aujourdhui", "apres", "If-None-Match"}
			}
			for _, name := range wanted {
				if !names[name] {
					t.Errorf("%s %s has no %s", method, path, name)
				}
			}
		}
	}
}

const headerLostSince = "Suivi-Registre-Injoignable-Depuis"

func TestEveryAnswerIsDescribedWithTheHeaderOfALostLedger(t *testing.T) {
	answers := 0
	walk(described(t, "fr"), nil, func(way []string, o object) {
		if len(way) < 2 || way[len(way)-2] != "responses" || o["$ref"] != nil {
			return
		}
		if answers++; within(o, "headers", headerLostSince) == nil {
			t.Errorf("%s bears no %s", strings.Join(way, " "), headerLostSince)
		}
	})
	if answers < 50 {
		t.Errorf("%d answers", answers)
	}
}

func TestEveryAnswerOfAServerThatLostTheLedgerSaysSinceWhen(t *testing.T) {
	var lost time.Time
	s := newService(t, func(o *httpapi.Options) { o.LostSince = func() time.Time { return lost } })
	tag := s.do(http.MethodGet, httpapi.Prefix+"/compteurs", "").Header.Get("ETag")
	for _, want := range []string{"", "2025-03-01T08:30:00Z", ""} {
		lost, _ = time.Parse(time.RFC3339, want)
		for status, r := range map[int]reply{
			200: s.do(http.MethodGet, httpapi.Prefix+"/compteurs", ""),
			304: s.do(http.MethodGet, httpapi.Prefix+"/compteurs", "", "If-None-Match", tag),
			401: s.do(http.MethodGet, httpapi.Prefix+"/compteurs", "", "Authorization", ""),
			404: s.do(http.MethodGet, httpapi.Prefix+"/cadres/AUCUN", ""),
		} {
			if got := r.Header.Get(headerLostSince); r.Status != status || got != want {
				t.Errorf("%d, not %d: %q, not %q", r.Status, status, got, want)
			}
		}
	}
}
