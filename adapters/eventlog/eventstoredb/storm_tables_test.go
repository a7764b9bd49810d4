package eventstoredb_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// TestTheTablesOfAStormAreThoseOfSQLite has 16 writers give every kind of
// command, more than 1,000 appends, to three nodes of ours through every fault
// at random and elections. What is recorded, and what the tables of each node
// say, is what the same commands leave in SQLite.
func TestTheTablesOfAStormAreThoseOfSQLite(t *testing.T) {
	file, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	quiet := ministry{T: t, nodes: []*office{follow(t, file)}}
	quiet.write(func() {})
	recorded, tables := quiet.leaves()

	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, manner, esdbtest.Nodes(3))
			s.WriteTimeout = 20 * time.Millisecond
			t.Cleanup(func() { nothingLeft(t, s) })
			stormy := ministry{T: t}
			for range 3 {
				stormy.nodes = append(stormy.nodes, follow(t, open(t, s.ConnectionString(), eventstoredb.Patience(600*time.Millisecond))))
			}
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d", seed)
			began := time.Now()
			stormy.write(func() {
				s.Storm(seed, 30)
				for n := 1; n <= 8; n++ {
					await(t, func() bool { return s.Events("") >= 150*n || t.Failed() })
					s.Inject(esdbtest.NotReady, 1)
					s.Inject(esdbtest.WrongVersionOfOurs, 1)
					s.Elect(n % 3)
				}
			})
			s.Calm()
			t.Logf("%v; commands were given again %d times, positions waited for again %d times, and %d commands given twice at once",
				time.Since(began).Round(time.Millisecond), stormy.again.Load(), stormy.waitedAgain.Load(), stormy.twice.Load())
			t.Log(s.Weather())

			again, got := stormy.leaves()
			if d := cmp.Diff(recorded, again); d != "" {
				t.Errorf("not the events of SQLite (-want +got):\n%s", d)
			}
			if d := cmp.Diff(inNoOrder(t, tables), inNoOrder(t, got)); d != "" {
				t.Errorf("not the tables of SQLite (-want +got):\n%s", d)
			}
			for _, f := range esdbtest.Faults() {
				if s.Suffered(f) == 0 {
					t.Errorf("%v never befell", f)
				}
			}
		})
	}
}

// How many write, and in how many rounds.
const (
	secretaries = 16
	rounds      = 3
)

// ministry is all who write, at whichever node.
type ministry struct {
	*testing.T
	nodes                     []*office
	base                      ulid.ULID // from which the ids of their commands are derived
	shared                    []domain.RecommendationID
	again, waitedAgain, twice atomic.Int64
}

// office is one node of ours.
type office struct {
	log    ledger.EventLog
	runner *runner.Runner
	ledger *ledger.Ledger
}

// follow opens a node on a log.
func follow(t *testing.T, log ledger.EventLog) *office {
	registry := ledger.NewRegistry()
	r := runner.New(log, registry)
	ctx, cancel := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() { _ = r.Follow(ctx) })
	t.Cleanup(func() { cancel(); following.Wait() })
	recordedAt := time.Date(2026, 3, 4, 5, 6, 7, 891011000, time.UTC)
	return &office{log, r, &ledger.Ledger{Log: log, Registry: registry, Lists: r, Clock: func() time.Time { return recordedAt }}}
}

var commonSession = session.IDOf(forum.IDOf("COMMUN"), "commune")

// write records what all share, then has all write, and something happen
// meanwhile.
func (m *ministry) write(meanwhile func()) {
	m.Helper()
	book := projectiontest.Keep(m, m.nodes[0].log)
	book.Structure("MA", "MAECI", "")
	book.Structure("MA-DRH", "DRH", "MA")
	book.Structure("ME", "MEF", "")
	book.Forum("COMMUN", forum.Rule{Examines: forum.AllOpen})
	for n := range secretaries {
		book.Forum(ownForum(n), forum.Rule{Word: []forum.Word{forum.WordOfSession, forum.WordOfOwners}[n%2]})
	}
	book.Hold("COMMUN", "commune", "2019-01-31")
	for range rounds {
		m.shared = append(m.shared, book.Make(commonSession, projectiontest.Text("Former tous les agents", "MA", "ME"))...)
	}
	m.base = book.Meta().Command

	var writing sync.WaitGroup
	for n := range secretaries {
		writing.Go(func() {
			w := secretary{ministry: m, n: n}
			for r := range rounds {
				w.round(r)
			}
		})
	}
	defer func() {
		if writing.Wait(); m.Failed() {
			m.FailNow()
		}
	}()
	meanwhile()
}

func ownForum(n int) string { return fmt.Sprintf("CADRE-%02d", n) }

// fact is an event but for its position, and but for its version where its
// stream is one that all write to.
type fact struct {
	Stream         string
	Version        event.Version
	Type           event.Type
	RecordedAt     time.Time
	Metadata, Data string
}

// leaves gives all events and tables. It holds that no event is there twice, no
// stream has a hole, and the tables of every node are those of a rebuild.
func (m *ministry) leaves() (map[ulid.ULID]fact, projectiontest.Tables) {
	m.Helper()
	var records projectiontest.Records
	records.All = all(m, m.nodes[0].log.Read(m.Context(), event.Position{}))
	common := []string{session.Stream(commonSession)}
	for _, id := range m.shared {
		common = append(common, recommendation.Stream(id))
	}
	facts, next, appends := map[ulid.ULID]fact{}, map[string]event.Version{}, map[string]bool{}
	for i, e := range records.Envelopes(m) {
		if _, twice := facts[e.ID]; twice || e.Version != next[e.Stream] {
			m.Fatalf("event %s is there twice (%t), or comes as version %d of %s where %d is due", e.ID, twice, e.Version, e.Stream, next[e.Stream])
		}
		next[e.Stream]++
		appends[e.Stream+e.Command.String()] = true
		if slices.Contains(common, e.Stream) {
			e.Version = 0
		}
		r := records.All[i]
		facts[e.ID] = fact{e.Stream, e.Version, r.Type, r.RecordedAt.UTC(), string(r.Metadata), string(r.Data)}
	}
	m.Logf("%d events of %d appends in %d streams", len(facts), len(appends), len(next))
	if len(appends) < 1000 {
		m.Errorf("%d appends are too few", len(appends))
	}
	rebuilt := m.tables(records.Rebuild(m), records)
	for i, node := range m.nodes {
		if err := node.runner.WaitFor(m.Context(), records.All[len(records.All)-1].Position); err != nil {
			m.Fatal(err)
		}
		if d := cmp.Diff(rebuilt, m.tables(node.runner.Register(), node.log)); d != "" {
			m.Errorf("node %d does not say what a rebuild does (-want +got):\n%s", i, d)
		}
	}
	return facts, rebuilt
}

func (m *ministry) tables(r *register.Register, log ledger.EventLog) (tables projectiontest.Tables) {
	m.Helper()
	projectiontest.Ask(m, r, register.Moment{Today: projectiontest.Day("2024-06-01")}, func(v *register.View) { tables = projectiontest.Everything(m, v, log) })
	return tables
}

// inNoOrder sorts the rows of those tables that show them in the order of
// record, for which the writers race.
func inNoOrder(t *testing.T, tables projectiontest.Tables) projectiontest.Tables {
	t.Helper()
	tables = maps.Clone(tables)
	for name, table := range tables {
		if kind, _, _ := strings.Cut(name, " "); !slices.Contains([]string{"list", "search", "matrix", "audit"}, kind) {
			continue
		}
		var lists map[string]any
		if err := json.Unmarshal([]byte(table), &lists); err != nil {
			t.Fatal(err)
		}
		for _, list := range lists {
			rows, _ := list.([]any)
			slices.SortFunc(rows, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		sorted, err := json.MarshalIndent(lists, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		tables[name] = string(sorted)
	}
	return tables
}

// insist attempts something at one node or another until it is answered, as
// long as the store is away or, in a storm, refuses its user.
func (m *ministry) insist(name string, again *atomic.Int64, attempt func(*office) error) {
	for range 60 {
		err := attempt(m.nodes[rand.IntN(len(m.nodes))])
		switch {
		case err == nil:
			return
		case fault.KindOf(err) != fault.Unavailable && !errors.Is(err, eventstoredb.ErrDenied):
			m.Errorf("%s: %v", name, err)
			runtime.Goexit()
		}
		again.Add(1)
	}
	m.Errorf("%s is never answered", name)
	runtime.Goexit()
}

// secretary is one who writes: in a forum of its own, and beside the others at
// the common session.
type secretary struct {
	*ministry
	n        int
	previous []domain.RecommendationID // what the round before made
}

// give gives a command until it is answered, now and then at two nodes at once,
// and waits until another node shows what it recorded.
func (w *secretary) give(name string, command func(*ledger.Ledger, ledger.Meta) (ledger.Receipt, error)) ledger.Receipt {
	meta := ledger.Meta{Command: event.StepID(w.base, fmt.Sprint(w.n, " ", name)), Actor: event.Actor{ID: "secretariat"}}
	name = fmt.Sprint("secretary ", w.n, ": ", name)
	ask := func() (r ledger.Receipt) {
		w.insist(name, &w.again, func(o *office) (err error) {
			r, err = command(o.ledger, meta)
			return err
		})
		return r
	}
	var beside sync.WaitGroup
	var second ledger.Receipt
	twice := rand.IntN(10) == 0
	if twice {
		w.twice.Add(1)
		beside.Go(func() { second = ask() })
	}
	first := ask()
	beside.Wait()
	if twice && !slices.Equal(first.Events, second.Events) {
		w.Errorf("%s: given twice, it answered that it recorded %v, and %v", name, first.Events, second.Events)
	}
	if len(first.Events) == 0 {
		w.Errorf("%s recorded nothing", name)
	}
	w.insist(name, &w.waitedAgain, func(o *office) error { return o.runner.WaitFor(w.Context(), first.Position) })
	return first
}

func (w *secretary) session(name string, id domain.SessionID, c session.Command) {
	w.give(name, func(l *ledger.Ledger, m ledger.Meta) (ledger.Receipt, error) { return l.Session(w.Context(), m, id, c) })
}

func (w *secretary) do(name string, id domain.RecommendationID, c recommendation.Command) ledger.Receipt {
	return w.give(name, func(l *ledger.Ledger, m ledger.Meta) (ledger.Receipt, error) {
		return l.Recommendation(w.Context(), m, id, c)
	})
}

func (w *secretary) makes(name string, at domain.SessionID, items ...recommendation.Formulated) (made []domain.RecommendationID) {
	asked := make([]ledger.NewItem, len(items))
	for i, f := range items {
		asked[i] = ledger.NewItem{Formulated: f}
	}
	var mu sync.Mutex // it may be given twice at once
	w.give(name, func(l *ledger.Ledger, m ledger.Meta) (ledger.Receipt, error) {
		listed, receipt, err := l.Formulate(w.Context(), m, at, asked)
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			made = nil
			for _, it := range listed {
				made = append(made, it.Recommendation)
			}
		}
		return receipt, err
	})
	return made
}

// round is what a session does and what follows it. What it records does not
// depend on what others do meanwhile.
func (w *secretary) round(r int) {
	named := func(what string) string { return fmt.Sprint(what, " ", r) }
	f := forum.IDOf(ownForum(w.n))
	id := session.IDOf(f, fmt.Sprint("S", r))
	day := domain.MustDay(2020+r, 3, 1+w.n)
	w.session(named("plan"), id, session.Plan{On: day - 60, Planned: session.Planned{Forum: f, Code: fmt.Sprint("S", r), Expected: domain.On(day - 10)}})
	w.session(named("postpone"), id, session.Postpone{On: day - 30, Postponed: session.Postponed{Expected: domain.On(day)}})
	w.session(named("hold"), id, session.Hold{Held: session.Held{Sittings: []domain.Period{domain.On(day)}}})
	if r == 1 {
		w.give("fix the list by rule", func(l *ledger.Ledger, m ledger.Meta) (ledger.Receipt, error) {
			return l.FixListByRule(w.Context(), m, id, day)
		})
	}
	if p := w.previous; p != nil {
		found := recommendation.Found{Session: id, State: domain.InProgress, Words: "en cours"}
		receipt := w.do(named("examine"), p[0], recommendation.Examine{Found: found})
		found.State, found.Words = domain.Executed, "fait"
		w.do(named("rectify"), p[0], recommendation.Rectify{Corrects: receipt.Events[0], Instead: found, Reason: "erreur de saisie"})
		w.give(named("carry over"), func(l *ledger.Ledger, m ledger.Meta) (ledger.Receipt, error) {
			_, receipt, err := l.CarryOver(w.Context(), m, id, p[1], recommendation.CarriedOver{Listing: recommendation.Listing{Number: "9"}, Text: "Former les agents sans délai"})
			return receipt, err
		})
		w.do(named("class"), p[2], recommendation.Class{Classed: recommendation.Classed{Session: id, Motive: recommendation.MotiveNoObject}})
	}
	made := w.makes(named("make"), id, projectiontest.Made("1", "Former les agents", "MA"), projectiontest.Made("2", "Étoffer l'encadrement", "MA-DRH", "ME"),
		projectiontest.Made("3", "Dématérialiser les actes"), projectiontest.Made("4", "Former les agents", "MA"))
	total := 4
	w.session(named("totals"), id, session.DeclareTotals{On: day, TotalsDeclared: session.TotalsDeclared{Subject: "plan d'actions", Total: &total}})
	w.do(named("absorb"), made[3], recommendation.AbsorbInto{On: day, Absorbed: recommendation.Absorbed{Survivor: made[0], Kind: recommendation.Duplicate}})
	w.do(named("due date"), made[0], recommendation.SetDueDate{On: day + 5, DueDateSet: recommendation.DueDateSet{Due: domain.On(day + 90)}})
	w.do(named("reassign"), made[1], recommendation.Reassign{On: day + 6, Reassigned: recommendation.Reassigned{Owners: []domain.Owner{{Organization: organization.IDOf("ME"), Role: domain.RoleLead}}}})
	w.do(named("declare"), made[1], recommendation.Declare{On: day + 7, Declared: recommendation.Declared{Owner: organization.IDOf("ME"), State: domain.InProgress, Words: "engagé"}})
	w.do(named("attach"), made[2], recommendation.AttachEvidence{On: day + 8, EvidenceAttached: recommendation.EvidenceAttached{Evidence: w.proof(r)}})
	w.do(named("link"), made[2], recommendation.Link{On: day + 8, Linked: recommendation.Linked{Kind: recommendation.LinkIssuedFrom, To: made[0]}})
	w.previous = made

	place := 100 + rounds*w.n + r
	item := projectiontest.Made(fmt.Sprint(place), "Actualiser le fichier", "ME")
	item.Place = place
	w.makes(named("make beside others"), commonSession, item)
	w.do(named("declare beside others"), w.shared[r], recommendation.Declare{On: day, Declared: recommendation.Declared{Owner: organization.IDOf("MA-DRH"), State: domain.InProgress, Words: fmt.Sprint("fait à ", w.n, " %")}})
	w.do(named("attach beside others"), w.shared[r], recommendation.AttachEvidence{On: day, EvidenceAttached: recommendation.EvidenceAttached{Evidence: w.proof(r)}})
	if r < rounds-1 {
		w.session(named("close"), id, session.Close{On: day + 20})
	}
}

func (w *secretary) proof(r int) recommendation.Evidence {
	return recommendation.Evidence{Name: "preuve.pdf", SHA256: fmt.Sprintf("%064x", w.n*rounds+r)}
}
