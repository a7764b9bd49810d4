package httpapi

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/i18n"
	"suivi/domain/access"
	"suivi/domain/glossary"
)

// needsKey is where an operation's metadata hold the scope that it takes.
const needsKey = "needs"

// document is the API's description in one language: what huma knows of the
// operations and their types, in words, with examples.
type document struct {
	l       glossary.Language
	from    *huma.OpenAPI
	schemas huma.Registry
	sent    map[string]bool // schemas of what is sent, by name
}

// describe makes the description out of what was registered. huma's own, which
// it reads requests by, is left as it is.
func describe(from *huma.OpenAPI, l glossary.Language) *huma.OpenAPI {
	d := &document{l: l, from: from, schemas: huma.NewMapRegistry(schemaPrefix, schemaName)}
	d.sent = d.reachable(sentSchemas(from))
	for name, s := range from.Components.Schemas.Map() {
		d.schemas.Map()[name] = d.object(name, s)
	}
	info := *from.Info
	info.Description = apiWords.In(l)
	info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	out := &huma.OpenAPI{
		OpenAPI: from.OpenAPI, Info: &info, Paths: map[string]*huma.PathItem{},
		Servers: []*huma.Server{{URL: "/", Description: glossary.Text{FR: "ce serveur", EN: "this server"}.In(l)}},
		Components: &huma.Components{
			Schemas: d.schemas, Headers: d.headers(), Responses: d.refusals(),
			SecuritySchemes: map[string]*huma.SecurityScheme{securityName: {Type: "http", Scheme: "bearer", Description: bearerWords.In(l)}},
		},
	}
	for _, t := range tags {
		out.Tags = append(out.Tags, &huma.Tag{Name: t.name.In(l), Description: t.description.In(l)})
	}
	for path, item := range from.Paths {
		described := &huma.PathItem{}
		if item.Get != nil {
			described.Get = d.operation(item.Get)
		}
		if item.Post != nil {
			described.Post = d.operation(item.Post)
		}
		out.Paths[path] = described
	}
	return out
}

const (
	schemaPrefix = "#/components/schemas/"
	securityName = "jeton"
)

// sentSchemas names the schemas of requests' bodies.
func sentSchemas(api *huma.OpenAPI) (names []string) {
	for _, item := range api.Paths {
		if item.Post == nil || item.Post.RequestBody == nil {
			continue
		}
		for _, content := range item.Post.RequestBody.Content {
			if content.Schema.Ref != "" {
				names = append(names, strings.TrimPrefix(content.Schema.Ref, schemaPrefix))
			}
		}
	}
	return names
}

// reachable adds what schemas refer to, however far.
func (d *document) reachable(names []string) map[string]bool {
	all := map[string]bool{}
	var visit func(s *huma.Schema)
	visit = func(s *huma.Schema) {
		if name, is := strings.CutPrefix(s.Ref, schemaPrefix); is && !all[name] {
			all[name] = true
			visit(d.from.Components.Schemas.Map()[name])
		}
		for _, p := range s.Properties {
			visit(p)
		}
		if s.Items != nil {
			visit(s.Items)
		}
	}
	for _, name := range names {
		visit(&huma.Schema{Ref: schemaPrefix + name})
	}
	return all
}

// object describes the schema of a Go struct. Answers may gain fields, and say
// so by not closing their objects; what is sent may not.
func (d *document) object(name string, from *huma.Schema) *huma.Schema {
	s := d.copy(from)
	s.Description = schemaWords[name].In(d.l)
	if !d.sent[name] {
		s.AdditionalProperties = nil
	}
	types := fieldsOf(d.from.Components.Schemas.TypeFromRef(schemaPrefix + name))
	for field, p := range s.Properties {
		if t, known := types[field]; known {
			detail(p, t)
		}
		if t, takes := takenWords[name+"."+field]; takes {
			p.Enum = slices.Clone(storedWords[t])
		}
		p.Description = d.field(name, field)
	}
	return s
}

// field gives the words of a field: those of the schema's own, else those of
// the name.
func (d *document) field(schema, field string) string {
	places := []map[string]glossary.Text{fieldWords}
	if d.sent[schema] {
		places = []map[string]glossary.Text{sentFieldWords, fieldWords}
	}
	for _, name := range []string{schema + "." + field, field} {
		for _, words := range places {
			if text, known := words[name]; known {
				return text.In(d.l)
			}
		}
	}
	return ""
}

// copy copies a schema. Nothing is ever null in what the server writes: what is
// missing is left out; and what is sent need not be.
func (d *document) copy(from *huma.Schema) *huma.Schema {
	s := *from
	s.Nullable = false
	if s.Type == "" && s.Ref == "" {
		s.Type = huma.TypeObject
	}
	if from.Items != nil {
		s.Items = d.copy(from.Items)
	}
	if values, is := from.AdditionalProperties.(*huma.Schema); is {
		s.AdditionalProperties = d.copy(values)
	}
	if from.Properties != nil {
		s.Properties = map[string]*huma.Schema{}
		for name, p := range from.Properties {
			s.Properties[name] = d.copy(p)
		}
	}
	return &s
}

func (d *document) operation(from *huma.Operation) *huma.Operation {
	w, kind := wordsOf(from), kindOf(from)
	needs, _ := from.Metadata[needsKey].(access.Scope)
	op := &huma.Operation{
		OperationID: from.OperationID, Method: from.Method, Path: from.Path, Tags: []string{w.tag.name.In(d.l)}, Summary: w.summary.In(d.l),
		Description: d.said(w, kind, needs), Security: []map[string][]string{{securityName: {needs.String()}}}, Responses: map[string]*huma.Response{},
	}
	for _, p := range from.Parameters {
		op.Parameters = append(op.Parameters, d.parameter(from, p))
	}
	if kind == aTable || kind == evidenceBack {
		op.Parameters = append(op.Parameters, d.header("If-None-Match"))
	}
	op.Parameters = append(op.Parameters, d.header("Accept-Language"))
	given := exampleOf(from.OperationID)
	if from.RequestBody != nil {
		op.RequestBody = &huma.RequestBody{Required: true, Description: w.body.In(d.l), Content: d.content(from.RequestBody.Content, given.Sent)}
		if w.body.FR == "" {
			op.RequestBody.Description = sentWords.In(d.l)
		}
	}
	for status, r := range from.Responses {
		if status == strconv.Itoa(http.StatusOK) {
			op.Responses[status] = &huma.Response{Description: kind.answer.In(d.l), Content: d.content(r.Content, given.Answer), Headers: d.headersOf(kind, from)}
		}
	}
	for _, status := range statusesOf(kind, from) {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/" + refusalName(status)}
	}
	return op
}

// said is an operation's description: what it does, the scope that it takes,
// and what its kind has in common.
func (d *document) said(w operationWords, kind *operationKind, needs access.Scope) string {
	scope := glossary.Text{FR: "Portée du jeton : « " + needs.String() + " ».", EN: "Scope of the token: \"" + needs.String() + "\"."}
	parts := []string{w.description.In(d.l), kind.common.In(d.l), scope.In(d.l)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n\n")
}

func (d *document) content(from map[string]*huma.MediaType, example any) map[string]*huma.MediaType {
	all := map[string]*huma.MediaType{}
	for media, m := range from {
		all[media] = &huma.MediaType{Schema: d.copy(m.Schema), Example: example}
	}
	return all
}

// languageAsked is the language of a page or of the description: that of its
// address, else of the reader.
func languageAsked(r *http.Request) glossary.Language {
	if asked := r.URL.Query().Get("langue"); asked != "" {
		return i18n.LanguageOf(asked)
	}
	return languageOf(r)
}
