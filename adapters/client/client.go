// Package client asks a running server what package desk answers on a folder:
// the same tables, the same receipts, the same faults.
package client

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// Client asks one server. Its methods may be called at the same time.
type Client struct {
	URL      string // "http://127.0.0.1:8080", without a slash at the end
	Token    string // none where empty
	Language glossary.Language
	// HTTP does the requests; nil is one that follows no redirect, since a
	// token is for its server alone.
	HTTP *http.Client
	// MaxAnswer bounds the bytes of an answer; 0 is 1 GiB.
	MaxAnswer int64
}

// Prefix is where the API of a server begins.
const Prefix = "/api/v1"

// Codes of the refusals of this package.
const (
	// RefusedUnreachable: nothing was asked.
	RefusedUnreachable = "serveur.injoignable"
	// RefusedUnanswered: nobody knows whether the server recorded what it was
	// sent.
	RefusedUnanswered = "serveur.sans_reponse"
	// RefusedUnexpected: the answer is none that this version knows.
	RefusedUnexpected = "serveur.inattendu"
	// RefusedTooBig: a piece of evidence is larger than a server takes.
	RefusedTooBig = "requete.trop_grande"
)

// maxEvidence is the largest piece of evidence that a server takes, in bytes.
const maxEvidence = 64 << 20

// Ask asks table t. It is a function since a method cannot be generic.
func Ask[Q desk.Question, T any](ctx context.Context, c *Client, t desk.Table[Q, T], q Q) (answer T, err error) {
	ref, query := spell(reflect.ValueOf(q))
	address := within(t.Path, ref)
	if encoded := query.Encode(); encoded != "" {
		address += "?" + encoded
	}
	a, err := c.do(ctx, request{method: http.MethodGet, address: address, limit: answerTime})
	if err != nil {
		return answer, err
	}
	return answer, c.read(a, &answer)
}

// Record gives command cmd about the thing that subject names. Where the
// answer was lost on the way the command is sent again: its id makes it count
// once. Where it remains unknown whether it was recorded the fault is
// RefusedUnanswered, which names the id.
func (c *Client) Record(ctx context.Context, o desk.Order, subject string, cmd desk.Command) (r desk.Receipt, err error) {
	h := http.Header{"Idempotency-Key": {o.Command.String()}, "Content-Type": {"application/json"}}
	if o.Expected != nil {
		h.Set("If-Match", strconv.Quote(strconv.FormatInt(int64(*o.Expected), 10)))
	}
	body, err := json.Marshal(cmd)
	if err != nil {
		return r, err
	}
	a, err := c.do(ctx, request{method: http.MethodPost, address: within(cmd.Route().Path, subject), header: h, body: body, limit: answerTime})
	if lost, is := errors.AsType[*lostError](err); is {
		return r, fault.New(fault.Unavailable, RefusedUnanswered, "serveur", c.URL, "commande", o.Command.String()).Because(lost.error)
	}
	if err != nil {
		return r, err
	}
	return r, c.read(a, &r)
}

// Keep sends the bytes of a piece of evidence, and sees that these were kept.
func (c *Client) Keep(ctx context.Context, name string, from io.Reader) (e recommendation.Evidence, err error) {
	body, err := io.ReadAll(io.LimitReader(from, maxEvidence+1))
	if err != nil {
		return e, err
	}
	if len(body) > maxEvidence {
		return e, fault.New(fault.Invalid, RefusedTooBig, "limite", strconv.Itoa(maxEvidence))
	}
	a, err := c.do(ctx, request{method: http.MethodPost, address: "/pieces?" + url.Values{"nom": {name}}.Encode(),
		header: http.Header{"Content-Type": {"application/octet-stream"}}, body: body, limit: evidenceTime})
	if err != nil {
		return e, err
	}
	sum := sha256.Sum256(body)
	if err := json.Unmarshal(a.body, &e); err != nil || e.SHA256 != hex.EncodeToString(sum[:]) {
		return e, c.unexpected(cmp.Or(err, errors.New("other bytes were kept")))
	}
	return e, nil
}

// read reads an answer that every server of ours marks with the position that
// it counts.
func (c *Client) read(a answer, into any) error {
	if a.header.Get("Suivi-Position") == "" {
		return c.unexpected(errors.New("no Suivi-Position"))
	}
	if err := json.Unmarshal(a.body, into); err != nil {
		return c.unexpected(err)
	}
	return nil
}

// within puts a reference into a path. An empty one is sent as a blank, which
// finds as little: a path has no empty part.
func within(path, ref string) string {
	return strings.Replace(path, "{ref}", url.PathEscape(cmp.Or(ref, " ")), 1)
}

// spell writes a question as the API takes it, by the tags of its fields.
func spell(q reflect.Value) (ref string, query url.Values) {
	query = url.Values{}
	for _, f := range reflect.VisibleFields(q.Type()) {
		value := q.FieldByIndex(f.Index)
		if _, is := f.Tag.Lookup("path"); is {
			ref = value.String()
		}
		if name := f.Tag.Get("query"); name != "" && !value.IsZero() {
			query.Set(name, written(value))
		}
	}
	return ref, query
}

func written(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	}
	return v.String()
}
