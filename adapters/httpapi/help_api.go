package httpapi

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json/jsontext"
)

// apiView is the page of the API: its description, laid out for people.
type apiView struct {
	head
	API      *huma.OpenAPI
	Chapters []chapter
	Statuses []statusRow
	Schemas  []fieldTable
}

// chapter is the operations under one tag.
type chapter struct {
	ID, Title, Description string
	Operations             []operationView
}

// operationView is one operation.
type operationView struct {
	speech
	ID, Summary, Method, Path string
	Paragraphs                []string
	Parameters                *fieldTable
	Sent                      string
	SentRef                   bool
	SentFields                *fieldTable
	Answer                    kindOfValue
	Statuses                  []string
	Curl, Shown               string
}

// fieldTable is a table of fields or parameters.
type fieldTable struct {
	speech
	Name, Description, Caption string
	Rows                       []fieldRow
}

// fieldRow is one field or parameter.
type fieldRow struct {
	Name        string
	Required    bool
	Description string
	kindOfValue
}

// Parts are the name where a narrow screen may break it.
func (r fieldRow) Parts() []string { return strings.SplitAfter(r.Name, "_") }

// kindOfValue says what a value is; Ref is the object that it is made of.
type kindOfValue struct {
	Type, Ref string
	Words     []any
}

func (s *Server) apiView(h head) apiView {
	h.Title = h.T("L'API de Suivi", "The API of Suivi")
	api := s.description()[h.Lang].api
	v := apiView{head: h, API: api}
	byName := map[string]*huma.Operation{}
	for _, item := range api.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				byName[nameOf(op)] = op
			}
		}
	}
	for _, t := range tags {
		c := chapter{ID: "chapitre-" + strings.ToLower(t.name.EN), Title: t.name.In(h.Lang), Description: capital(t.description.In(h.Lang)) + "."}
		for _, o := range operations {
			if op := byName[o.name]; op != nil && o.tag == t {
				c.Operations = append(c.Operations, h.operationView(api, op))
			}
		}
		v.Chapters = append(v.Chapters, c)
	}
	v.Statuses = []statusRow{{Status: http.StatusNotModified, When: unchangedWords.In(h.Lang)}}
	for _, status := range slices.Sorted(maps.Keys(refusalWords)) {
		v.Statuses = append(v.Statuses, statusRow{Status: status, When: refusalWords[status].In(h.Lang), Answer: indented(examples["refus-"+strconv.Itoa(status)].Answer)})
	}
	for _, name := range slices.Sorted(maps.Keys(api.Components.Schemas.Map())) {
		v.Schemas = append(v.Schemas, *h.fields(api, name, h.T("Les champs de ", "The fields of ")+name))
	}
	return v
}

func (h head) operationView(api *huma.OpenAPI, op *huma.Operation) operationView {
	e := examples[op.OperationID]
	v := operationView{speech: h.speech, ID: op.OperationID, Summary: op.Summary, Method: op.Method, Path: op.Path,
		Paragraphs: strings.Split(op.Description, "\n\n"), Curl: curl(e), Shown: indented(e.Answer) + e.Said}
	parameters := &fieldTable{speech: h.speech, Caption: h.T("Paramètres : ", "Parameters: ") + op.Summary}
	for _, p := range op.Parameters {
		parameters.Rows = append(parameters.Rows, fieldRow{p.Name, p.Required, p.Description, h.kind(p.Schema)})
	}
	v.Parameters = parameters
	if op.RequestBody != nil {
		for media, content := range op.RequestBody.Content {
			v.Sent = media
			if ref := refName(content.Schema); ref != "" {
				v.Sent, v.SentRef = ref, true
				v.SentFields = h.fields(api, ref, h.T("Ce qui est envoyé : ", "What is sent: ")+op.Summary)
			}
		}
	}
	for media, content := range op.Responses[strconv.Itoa(http.StatusOK)].Content {
		if v.Answer = h.kind(content.Schema); v.Answer.Ref == "" {
			v.Answer.Type = media
		}
	}
	for status := range op.Responses {
		if status != strconv.Itoa(http.StatusOK) {
			v.Statuses = append(v.Statuses, status)
		}
	}
	slices.Sort(v.Statuses)
	return v
}

// fields is the table of a schema's fields, those that are always there first.
func (h head) fields(api *huma.OpenAPI, name, caption string) *fieldTable {
	schema := api.Components.Schemas.Map()[name]
	t := &fieldTable{speech: h.speech, Name: name, Description: capital(schema.Description) + ".", Caption: caption}
	for _, field := range slices.Sorted(maps.Keys(schema.Properties)) {
		p := schema.Properties[field]
		t.Rows = append(t.Rows, fieldRow{field, slices.Contains(schema.Required, field), p.Description, h.kind(p)})
	}
	slices.SortStableFunc(t.Rows, func(a, b fieldRow) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return t
}

func refName(s *huma.Schema) string {
	name, _ := strings.CutPrefix(s.Ref, schemaPrefix)
	return name
}

// kind says what a schema's values are.
func (h head) kind(s *huma.Schema) kindOfValue {
	switch {
	case s.Ref != "":
		return kindOfValue{Type: refName(s), Ref: refName(s)}
	case s.Type == huma.TypeArray:
		k := h.kind(s.Items)
		k.Type = h.T("liste de ", "list of ") + k.Type
		return k
	}
	return kindOfValue{Type: h.typeName(s), Words: s.Enum}
}

func (h head) typeName(s *huma.Schema) string {
	switch s.Type {
	case huma.TypeString:
		switch {
		case s.Format == "date":
			return h.T("jour (AAAA-MM-JJ)", "day (YYYY-MM-DD)")
		case s.Format == "date-time":
			return h.T("instant (RFC 3339)", "time (RFC 3339)")
		case s.Pattern == ulidPattern:
			return "ULID"
		case s.Pattern == positionPattern:
			return h.T("position", "position")
		case s.Pattern == sha256Pattern:
			return "SHA-256"
		case len(s.Enum) > 0:
			return h.T("un mot", "a word")
		}
		return h.T("texte", "text")
	case huma.TypeInteger:
		return h.T("nombre entier", "whole number")
	case huma.TypeBoolean:
		return h.T("vrai ou faux", "true or false")
	case huma.TypeObject:
		return h.T("objet", "object")
	}
	return fmt.Sprint(s.Type)
}

// indented lays JSON out for people.
func indented(v jsontext.Value) string {
	if len(v) == 0 {
		return ""
	}
	out := v.Clone()
	if err := out.Indent(jsontext.WithIndent("  ")); err != nil {
		return string(v)
	}
	return string(out)
}
