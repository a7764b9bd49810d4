package httpapi

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

func (d *document) parameter(op *huma.Operation, from *huma.Param) *huma.Param {
	p := *from
	key := p.In + "." + p.Name
	p.Schema = d.copy(from.Schema)
	p.Description = paramWords[key].In(d.l)
	if own, has := paramWords[nameOf(op)+" "+key]; has {
		p.Description = own.In(d.l)
	}
	if t, takes := takenWords[key]; takes {
		p.Schema.Enum = slices.Clone(storedWords[t])
	}
	switch {
	case key == "path.ref":
		p.Description = aboutOf(op.Path).In(d.l)
	case key == "path.sha256":
		p.Schema.Pattern = sha256Pattern
	case p.Name == "Idempotency-Key":
		p.Schema.Pattern = ulidPattern
	case p.Name == "apres":
		p.Schema.Pattern = positionPattern
	case p.Name == "limite" || p.Name == "reconductions":
		p.Schema.Minimum = new(float64)
	case p.Name == "q":
		p.Required = true
	}
	return &p
}

func (d *document) header(name string) *huma.Param {
	return &huma.Param{Name: name, In: "header", Description: paramWords["header."+name].In(d.l), Schema: &huma.Schema{Type: huma.TypeString}}
}

// answerHeaders are the headers that answers may bear.
var answerHeaders = []string{"ETag", "Suivi-Position", "Link", "Retry-After", headerRequestID, headerLostSince, "WWW-Authenticate", "Cache-Control"}

func (d *document) headers() map[string]*huma.Header {
	all := map[string]*huma.Header{}
	for _, name := range answerHeaders {
		all[name] = &huma.Header{Description: paramWords["header."+name].In(d.l), Schema: &huma.Schema{Type: huma.TypeString}}
	}
	return all
}

func headerRefs(names ...string) map[string]*huma.Param {
	all := map[string]*huma.Param{}
	for _, name := range append(names, headerRequestID, headerLostSince) {
		all[name] = &huma.Param{Ref: "#/components/headers/" + name}
	}
	return all
}

func (d *document) headersOf(kind *operationKind, op *huma.Operation) map[string]*huma.Param {
	names := slices.Clone(kind.headers)
	if slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == "curseur" }) {
		names = append(names, "Link")
	}
	return headerRefs(names...)
}

// refusals are the answers that are no 200, by their status.
func (d *document) refusals() map[string]*huma.Response {
	all := map[string]*huma.Response{
		refusalName(http.StatusNotModified): {Description: unchangedWords.In(d.l), Headers: headerRefs("ETag", "Cache-Control")},
	}
	for status, text := range refusalWords {
		headers := []string{}
		switch status {
		case http.StatusUnauthorized:
			headers = append(headers, "WWW-Authenticate")
		case http.StatusServiceUnavailable:
			headers = append(headers, "Retry-After")
		}
		all[refusalName(status)] = &huma.Response{Description: text.In(d.l), Headers: headerRefs(headers...),
			Content: map[string]*huma.MediaType{problemType: {Schema: &huma.Schema{Ref: schemaPrefix + schemaNames["httpapi.Problem"]}, Example: exampleOf("refus-" + strconv.Itoa(status)).Answer}}}
	}
	return all
}

const problemType = "application/problem+json"

func refusalName(status int) string { return "Statut" + strconv.Itoa(status) }
