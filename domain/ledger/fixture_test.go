package ledger_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// house is a ledger with its views, on one log.
type house struct {
	*ledger.Ledger
	t     testing.TB
	views *runner.Runner
}

var secretariat = event.Actor{ID: "01HQ3V5T0000000000000000AB", Function: "secrétariat du comité"}

// recordedAt is the time at which these tests record everything.
var recordedAt = time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)

func open(t testing.TB, log ledger.EventLog) *house {
	registry := ledger.NewRegistry()
	views := runner.New(log, registry)
	return &house{&ledger.Ledger{Log: log, Registry: registry, Lists: views, Clock: func() time.Time { return recordedAt }}, t, views}
}

// command is the meta of the command called name.
func command(name string) ledger.Meta {
	id := ulid.ULID(event.StepID(ulid.MustParse("01HNG7ZK4M8XQ2V5T9B3C6D7EF"), name))
	return ledger.Meta{Command: id, Actor: secretariat}
}

// seeing is command by a client that has seen version v.
func seeing(v event.Version, name string) ledger.Meta {
	m := command(name)
	m.Expected = &v
	return m
}

func (h *house) must(r ledger.Receipt, err error) ledger.Receipt {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func refused(t testing.TB, err error, code string) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Errorf("answered %v, want %s", err, code)
	}
}

// The bodies, structures and days of these tests.
var (
	comite = forum.IDOf("CC")
	mixte  = forum.IDOf("MIXTE")
	revue  = forum.IDOf("CREDD")

	ministry  = organization.IDOf("MAECI")
	direction = organization.IDOf("MAECI-DRH")

	in2022 = domain.MustDay(2022, 1, 28)
	in2023 = domain.MustDay(2023, 1, 27)
	in2024 = domain.MustDay(2024, 1, 31)
	later  = domain.MustDay(2024, 2, 15)
)

// founded is a house with forums and structures, and no session yet.
func founded(t testing.TB, log ledger.EventLog) *house {
	h := open(t, log)
	for _, code := range []string{"CC", "MIXTE", "CREDD"} {
		h.must(h.Forum(t.Context(), command("cadre "+code), code, forum.Record{On: 1, Event: forum.Created{Code: code, Name: "Cadre " + code}}))
	}
	for _, code := range []string{"MAECI", "MAECI-DRH"} {
		h.must(h.Organization(t.Context(), command("structure "+code), code, organization.Record{On: 1, Event: organization.Created{Code: code, Names: organization.Names{Name: code}}}))
	}
	return h
}

// held is a session of f that sat on day, planned with the phase given.
func (h *house) held(f domain.ForumID, code string, day domain.Day, phase domain.Phase) domain.SessionID {
	h.t.Helper()
	id := session.IDOf(f, code)
	h.must(h.Session(h.t.Context(), command(f.String()+"plan"+code), id, session.Plan{On: day, Planned: session.Planned{Forum: f, Code: code, Phase: phase}}))
	h.must(h.Session(h.t.Context(), command(f.String()+"hold"+code), id, hold(day)))
	return id
}

func hold(day domain.Day) session.Hold {
	return session.Hold{Held: session.Held{Sittings: []domain.Period{domain.On(day)}}}
}

// makes has a session make one recommendation for each numéro.
func (h *house) makes(s domain.SessionID, numbers ...string) (all []domain.RecommendationID) {
	h.t.Helper()
	listed, _, err := h.Formulate(h.t.Context(), command(s.String()+"makes"+strings.Join(numbers, "+")), s, items(numbers...))
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range listed {
		all = append(all, l.Recommendation)
	}
	return all
}

func items(numbers ...string) (all []ledger.NewItem) {
	for _, n := range numbers {
		made := recommendation.Formulated{Text: "Texte n° " + n, Owners: []domain.Owner{{Organization: ministry}}}
		made.Number = n
		all = append(all, ledger.NewItem{Formulated: made})
	}
	return all
}

func finds(s domain.SessionID, state domain.State) recommendation.Examine {
	return recommendation.Examine{Found: recommendation.Found{Session: s, State: state, Words: "constat"}}
}

func carried(number string) recommendation.CarriedOver {
	return recommendation.CarriedOver{Listing: recommendation.Listing{Number: number}}
}

func (h *house) closes(s domain.SessionID, day domain.Day) ledger.Receipt {
	h.t.Helper()
	return h.must(h.Session(h.t.Context(), command("close"+s.String()), s, session.Close{On: day}))
}

// events are those of a stream, or all for "".
func (h *house) events(stream string) (all []event.Envelope) {
	h.t.Helper()
	seq := h.Log.Load(h.t.Context(), stream, 0)
	if stream == "" {
		seq = h.Log.Read(h.t.Context(), event.Position{})
	}
	for rec, err := range seq {
		if err != nil {
			h.t.Fatal(err)
		}
		e, err := h.Registry.Decode(rec)
		if err != nil {
			h.t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// story tells events as "stream type day", the stream by its kind.
func story(all []event.Envelope) string {
	var b strings.Builder
	for _, e := range all {
		kind, _, _ := strings.Cut(e.Stream, "-")
		fmt.Fprintf(&b, "%s %s %s\n", kind, e.Payload.EventType(), e.Day)
	}
	return b.String()
}

// see asks of the present.
func (h *house) see(ask func(v *register.View)) {
	h.t.Helper()
	if err := h.views.CatchUp(context.Background(), nil); err != nil {
		h.t.Fatal(err)
	}
	if err := h.views.Register().Query(context.Background(), register.Moment{Today: later}, func(v *register.View) error { ask(v); return nil }); err != nil {
		h.t.Fatal(err)
	}
}

// state is how a recommendation stands, and where it is listed.
func (h *house) state(id domain.RecommendationID) (st recommendation.State) {
	h.t.Helper()
	h.see(func(v *register.View) {
		i, err := v.FindOwn(id.String())
		if err != nil {
			h.t.Fatal(err)
		}
		st = *v.State(i)
	})
	return st
}

func inMemory(t testing.TB) *house { return founded(t, memory.New()) }
