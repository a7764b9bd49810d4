package httpapi

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// tableAnswer is what huma writes of a table.
type tableAnswer[T any] struct{ Body T }

// serveTables puts every table under its path.
func (s *Server) serveTables() {
	table(s, desk.Forum)
	table(s, desk.Forums)
	table(s, desk.ForumHistory)
	table(s, desk.Organization)
	table(s, desk.Organizations)
	table(s, desk.OrganizationHistory)
	table(s, desk.Session)
	table(s, desk.Sessions)
	table(s, desk.FollowUp)
	table(s, desk.CarryOvers)
	table(s, desk.SessionHistory)
	table(s, desk.Recommendations)
	table(s, desk.Recommendation)
	table(s, desk.RecommendationHistory)
	table(s, desk.Matrix)
	table(s, desk.Owing)
	table(s, desk.Debt)
	table(s, desk.Counts)
	table(s, desk.Audit)
	table(s, desk.Search)
}

func table[Q desk.Question, T any](s *Server, t desk.Table[Q, T]) {
	s.addressed(t.Name, http.MethodGet, t.Path)
	op := huma.Operation{
		OperationID: operationID(http.MethodGet, t.Path), Method: http.MethodGet, Path: Prefix + t.Path, RejectUnknownQueryParameters: true,
		Metadata: map[string]any{wrapKey: s.answering(t.Action(), t.Dated), needsKey: t.Action().Needs},
	}
	huma.Register(s.api, op, func(ctx context.Context, q *Q) (*tableAnswer[T], error) {
		c, start := callOf(ctx), time.Now()
		if page, is := any(q).(interface{ AtMost(rows int) }); is && t.Long {
			page.AtMost(MaxRows)
		}
		rows, seen, err := desk.Ask(ctx, s.Desk, c.bearer, t, *q)
		if err != nil {
			return nil, s.problem(c.request, err, "query")
		}
		c.seen = seen
		s.Observe.Query(t.Path, time.Since(start))
		return &tableAnswer[T]{rows}, nil
	})
}

// operationID names an operation after its path: "get-sessions-ref-tableau".
func operationID(method, path string) string {
	return strings.ToLower(method) + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(path)
}

// serveCommands puts every command under its path.
func (s *Server) serveCommands() {
	command[desk.CreateForum](s)
	command[desk.RenameForum](s)
	command[desk.AttachForum](s)
	command[desk.NameSecretariat](s)
	command[desk.NameLead](s)
	command[desk.SetRule](s)
	command[desk.CreateOrganization](s)
	command[desk.RenameOrganization](s)
	command[desk.AttachOrganization](s)
	command[desk.MergeOrganization](s)
	command[desk.PlanSession](s)
	command[desk.PostponeSession](s)
	command[desk.CancelSession](s)
	command[desk.HoldSession](s)
	command[desk.FixList](s)
	command[desk.DeclareTotals](s)
	command[desk.CloseSession](s)
	command[desk.Make](s)
	command[desk.Validate](s)
	command[desk.Carry](s)
	command[desk.Examine](s)
	command[desk.Discard](s)
	command[desk.Class](s)
	command[desk.Declare](s)
	command[desk.Reassign](s)
	command[desk.SetDueDate](s)
	command[desk.Attach](s)
	command[desk.Link](s)
	command[desk.Absorb](s)
	command[desk.Rectify](s)
}

// OrderHeaders come with every command.
type OrderHeaders struct {
	Key     string `header:"Idempotency-Key"`
	IfMatch string `header:"If-Match"`
}

// order is a command about the thing that its path names, founding one about
// nothing yet.
type (
	order[C any] struct {
		Ref string `path:"ref"`
		OrderHeaders
		Body C
	}
	founding[C any] struct {
		OrderHeaders
		Body C
	}
)

// recorded is what huma writes of a receipt. ETag is the version of the
// subject's stream, to be sent back as If-Match.
type recorded[T any] struct {
	ETag     string `header:"ETag"`
	Position string `header:"Suivi-Position"`
	Body     T
}

func command[C desk.Command](s *Server) {
	var zero C
	route := zero.Route()
	s.addressed(route.Name, http.MethodPost, route.Path)
	op := huma.Operation{
		OperationID: operationID(http.MethodPost, route.Path), Method: http.MethodPost, Path: Prefix + route.Path,
		MaxBodyBytes: MaxBody, BodyReadTimeout: s.BodyTime, DefaultStatus: http.StatusOK, RejectUnknownQueryParameters: true,
		Metadata: map[string]any{wrapKey: s.recording(access.Action{Needs: access.Record, Name: route.Name}), needsKey: access.Record},
	}
	run := func(ctx context.Context, ref string, h OrderHeaders, c C) (*recorded[desk.Receipt], error) {
		call := callOf(ctx)
		o, err := s.orderOf(call, h)
		if err == nil {
			var receipt desk.Receipt
			receipt, err = s.Desk.Once(o, ref, c, func() (desk.Receipt, error) { return s.Desk.Record(ctx, o, ref, c) })
			if err == nil {
				return &recorded[desk.Receipt]{strconv.Quote(strconv.FormatInt(int64(receipt.Version), 10)), receipt.Position.String(), receipt}, nil
			}
		}
		return nil, s.problem(call.request, err, "body")
	}
	if route.About == desk.Nothing {
		huma.Register(s.api, op, func(ctx context.Context, in *founding[C]) (*recorded[desk.Receipt], error) {
			return run(ctx, "", in.OrderHeaders, in.Body)
		})
		return
	}
	huma.Register(s.api, op, func(ctx context.Context, in *order[C]) (*recorded[desk.Receipt], error) {
		return run(ctx, in.Ref, in.OrderHeaders, in.Body)
	})
}

// recording serves a command to those who may give it.
func (s *Server) recording(a access.Action) wrapper {
	return func(next http.HandlerFunc) handler {
		return func(w http.ResponseWriter, r *http.Request) int {
			bearer, err := s.admit(r, a)
			if err != nil {
				return s.refuse(w, r, err)
			}
			if err := announced(r, MaxBody); err != nil {
				return s.refuse(w, r, err)
			}
			r.Body = &sentBody{ReadCloser: r.Body}
			watched := &statusWriter{ResponseWriter: w}
			next(watched, s.within(r, bearer))
			return watched.status
		}
	}
}

// statusWriter remembers the status that it writes.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// orderOf reads how a command is given.
func (s *Server) orderOf(c *call, h OrderHeaders) (o desk.Order, err error) {
	o = desk.Order{By: c.bearer, Language: languageOf(c.request)}
	if o.Command, o.Repeatable, err = keyOf(h.Key, s.Desk.Ledger.Clock()); err != nil {
		return o, err
	}
	o.Expected, err = expectedVersion(h.IfMatch)
	return o, err
}

// keyOf reads an Idempotency-Key; a new one for none.
func keyOf(key string, now time.Time) (id ulid.ULID, given bool, err error) {
	if key == "" {
		return desk.NewCommandID(now), false, nil
	}
	if id, err = ulid.ParseStrict(strings.Trim(key, `"`)); err != nil || id == (ulid.ULID{}) {
		return id, true, fault.New(fault.Invalid, refusedKey, "lu", abridged(key)).At("header.Idempotency-Key")
	}
	return id, true, nil
}

// expectedVersion reads an If-Match: the version that an answer gave, as an
// ETag, weakened by a proxy or not, or as it stands; "*" expects nothing in
// particular.
func expectedVersion(header string) (*event.Version, error) {
	if header == "" || header == "*" {
		return nil, nil
	}
	n, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(header, "W/"), `"`), 10, 64)
	if err != nil || n < 0 {
		return nil, fault.New(fault.Invalid, refusedIfMatch, "lu", abridged(header)).At("header.If-Match")
	}
	v := event.Version(n)
	return &v, nil
}
