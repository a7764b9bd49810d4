package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/auth"
	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/httpapi"
	"suivi/cmd/suivi/example"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// importTest is a folder of files with a data folder beside it, and maybe a
// server that holds it.
type importTest struct {
	*testing.T
	dir    string
	server string // its address, empty for the folder itself
	actor  event.Actor
	token  map[access.Scope]string
	// step, where set, is called before each append of the server.
	step     atomic.Pointer[func()]
	answered chan struct{} // holds a value for each import that the server is done with
	imports  func(context.Context, access.Bearer, glossary.Language, desk.Import) (desk.Imported, error)
	stop     func()
}

var importedOn = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

func onFolder(t *testing.T) *importTest {
	return &importTest{T: t, dir: t.TempDir(), actor: event.Actor{ID: "s-01", Function: "secrétariat"}, answered: make(chan struct{}, 100), stop: func() {}}
}

// steppedLog is the log of a server that a test can hold up.
type steppedLog struct {
	ledger.EventLog
	test *importTest
}

// Append implements ledger.EventLog.
func (l *steppedLog) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if step := l.test.step.Load(); step != nil {
		(*step)()
	}
	return l.EventLog.Append(ctx, stream, expected, records)
}

// onServer serves an empty ledger.
func onServer(t *testing.T) *importTest {
	i := onFolder(t)
	a := &app{Process: Process{Now: func() time.Time { return importedOn }, Stderr: io.Discard}, settings: settings{data: i.data(), place: time.UTC}}
	h, err := a.openWith(t.Context(), toCreate, func(log ledger.EventLog) ledger.EventLog { return &steppedLog{log, i} })
	if err != nil {
		t.Fatal(err)
	}
	authority := auth.New(h.tokens, a.Now)
	i.token = map[access.Scope]string{}
	for _, scope := range access.Scopes() {
		if i.token[scope], _, err = authority.Issue(t.Context(), auth.Request{Actor: i.actor, Scope: scope, Validity: auth.Forever}); err != nil {
			t.Fatal(err)
		}
	}
	i.imports = a.intake(h).Import
	api := httpapi.New(httpapi.Options{
		Desk: h.desk, Flux: httpapi.NewFlux(h.log, h.runner.Seen), Log: slog.New(slog.DiscardHandler),
		Bearer: authority.Bearer,
		Import: func(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error) {
			defer func() { i.answered <- struct{}{} }()
			return i.imports(ctx, by, l, in)
		},
	})
	served := httptest.NewServer(api)
	i.server = served.URL
	i.stop = func() {
		if i.server != "" {
			served.Close()
			authority.Close()
			h.close()
		}
		i.server = ""
	}
	t.Cleanup(i.stop)
	return i
}

func (i *importTest) data() string { return filepath.Join(i.dir, "data") }

// write writes a file; its folder is made.
func (i *importTest) write(name, content string) {
	i.Helper()
	path := filepath.Join(i.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		i.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		i.Fatal(err)
	}
}

func (i *importTest) read(name string) string {
	i.Helper()
	b, err := os.ReadFile(filepath.Join(i.dir, name))
	if err != nil {
		return "none"
	}
	return string(b)
}

// told is what a command says and ends with.
type told struct {
	Stdout, Stderr string
	Exit           int
}

// suivi imports; arguments that hold a "/" are below the test's folder.
func (i *importTest) suivi(ctx context.Context, env map[string]string, args ...string) told {
	i.Helper()
	all := map[string]string{"SUIVI_ACTOR": i.actor.ID, "SUIVI_FUNCTION": i.actor.Function, "SUIVI_TIMEZONE": "UTC", "COLUMNS": "200"}
	if i.server != "" {
		all = map[string]string{"SUIVI_SERVER": i.server, "SUIVI_TOKEN": i.token[access.Record], "COLUMNS": "200"}
	}
	for name, value := range env {
		all[name] = value
	}
	for n, arg := range args {
		if strings.Contains(arg, "/") {
			args[n] = filepath.Join(i.dir, arg)
		}
	}
	args = append([]string{"import"}, args...)
	if i.server == "" {
		args = append(args, "--data", i.data())
	}
	var out, errs bytes.Buffer
	code := run(ctx, Process{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: func() time.Time { return importedOn },
		Env: func(name string) (string, bool) { value, set := all[name]; return value, set }})
	hide := strings.NewReplacer(i.dir, "DIR")
	return told{hide.Replace(out.String()), hide.Replace(errs.String()), code}
}

// events are those of the ledger, once its server has stopped.
func (i *importTest) events() string {
	i.Helper()
	i.stop()
	log, err := sqlite.Open(i.Context(), i.data())
	if err != nil {
		i.Fatal(err)
	}
	defer log.Close()
	var b strings.Builder
	for r, err := range log.Read(i.Context(), event.Position{}) {
		if err != nil {
			i.Fatal(err)
		}
		b.WriteString(r.Position.String() + " " + r.Stream + " " + r.ID.String() + " " + string(r.Metadata) + " " + string(r.Data) + "\n")
	}
	return b.String()
}

// Committees of three, a session of each year.
const (
	importStructures = "code;nom;sigle\nDRH;Direction des ressources humaines;DRH\nCPS;Cellule de planification;CPS\n"
	importForums     = "code;nom\nCC;Comité de coordination\n"
	importSessions   = "cadre;code;date;close_le\nCC;2023-1;26 janvier 2023;27 janvier 2023\nCC;2024-1;27 janvier 2024;\n"
	importMade       = "cadre;session;numero;texte;structures\nCC;2023-1;1;Former les agents;DRH\n\nCC;2023-1;2;\"Recruter,\nvite\";CPS\n"
	importUnclear    = "cadre;session;numero;texte;structures\nCC;2024-1;1;Équiper les agents;INCONNUE\nCC;2024-1;2;Loger les agents;INCONNUE\n"
)

func (i *importTest) writeCommittee() {
	i.Helper()
	i.write("a/structures.csv", importStructures)
	i.write("a/cadres.csv", importForums)
	i.write("a/sessions.csv", importSessions)
	i.write("a/recommandations.csv", importMade)
}

// Everything that an import says, writes and records is the same on a folder
// and through the server that holds it.
func TestAnImportIsTheSameThroughAServer(t *testing.T) {
	english := map[string]string{"LANG": "en_GB.UTF-8"}
	for name, steps := range map[string]func(i *importTest, says func(env map[string]string, exit int, args ...string)){
		"the example": func(i *importTest, says func(map[string]string, int, ...string)) {
			for name, content := range exampleFiles(i.T) {
				i.write("example/"+name, content)
			}
			says(nil, exitOK, "--dry-run", "example/")
			says(nil, exitOK, "--dry-run", "--json", "example/")
			says(nil, exitOK, "example/")
			says(nil, exitOK, "example/")
		},
		"questions": func(i *importTest, says func(map[string]string, int, ...string)) {
			i.writeCommittee()
			says(nil, exitOK, "a/")
			i.write("b/recommandations.csv", importUnclear)
			says(nil, exitUnsettled, "b/")
			says(english, exitUnsettled, "--json", "b/")
			says(nil, exitUnsettled, "b/", "--decisions", "b/answers.csv")
			i.write("b/decisions.csv", strings.Replace(i.read("b/decisions.csv"), ";;recommandations.csv", ";DRH;recommandations.csv", 1))
			says(nil, exitOK, "--dry-run", "b/")
			says(nil, exitOK, "b/")
			if err := os.Remove(filepath.Join(i.dir, "b/decisions.csv")); err != nil {
				i.Fatal(err)
			}
			says(nil, exitOK, "b/") // by what the data folder keeps
		},
		"differences": func(i *importTest, says func(map[string]string, int, ...string)) {
			i.writeCommittee()
			says(nil, exitOK, "a/")
			i.write("a/structures.csv", strings.Replace(importStructures, "Cellule", "Cellule centrale", 1))
			says(nil, exitUnsettled, "a/")
			says(english, exitUnsettled, "a/")
			says(nil, exitOK, "a/", "--keep")
			says(nil, exitOK, "a/", "--rectify", "mal recopié")
			says(nil, exitOK, "a/")
		},
		"files that cannot be imported": func(i *importTest, says func(map[string]string, int, ...string)) {
			i.writeCommittee()
			i.write("a/lettre.txt", "Une lettre.")
			says(nil, exitOK, "a/")
			says(nil, exitNotFound, "none/")
			i.write("workbook/a.csv", "PK\x03\x04")
			says(nil, exitUsage, "workbook/")
			i.write("quotes/structures.csv", "code;nom\nA;\"B\"C\nD;E;F\nG;H\n")
			says(nil, exitRefused, "quotes/")
			says(english, exitRefused, "--json", "quotes/")
			i.write("header/structures.csv", "code;nom;couleur\nA;B;vert\n")
			says(nil, exitRefused, "header/")
			i.write("empty/structures.csv", "\n")
			says(nil, exitUsage, "empty/")
			i.write("unknown/recommandations.csv", strings.ReplaceAll(importMade, "2023-1", "1999-1"))
			says(nil, exitRefused, "unknown/")
			i.write("wrong/recommandations.csv", importUnclear)
			i.write("wrong/decisions.csv", "champ;lu;contexte;choix;decision;fichier;ligne\nstructures;INCONNUE;;;n'importe quoi;;\n")
			says(nil, exitRefused, "wrong/")
			i.write("windows/structures.csv", "code;nom\nPTF;Partenaires \xe9trangers\n")
			says(nil, exitOK, "windows/")
		},
	} {
		t.Run(name, func(t *testing.T) {
			var here, there strings.Builder
			folder, server := onFolder(t), onServer(t)
			tell := func(i *importTest, all *strings.Builder) {
				steps(i, func(env map[string]string, exit int, args ...string) {
					what := strings.Join(args, " ")
					said := i.suivi(t.Context(), env, args...)
					if said.Exit != exit {
						t.Errorf("%s: exit %d: %s", what, said.Exit, said.Stderr)
					}
					fmt.Fprintf(all, "%s: exit %d\n%s%sbeside: %s\nkept: %s\n", what, said.Exit, said.Stdout, said.Stderr, i.read("b/decisions.csv"), i.read("data/decisions.csv"))
				})
			}
			tell(folder, &here)
			tell(server, &there)
			if d := cmp.Diff(strings.Split(here.String(), "\n"), strings.Split(there.String(), "\n")); d != "" {
				t.Errorf("-on the folder +through the server\n%s", d)
			}
			if d := cmp.Diff(folder.events(), server.events()); d != "" {
				t.Errorf("events, -on the folder +through the server\n%s", d)
			}
		})
	}
}

func exampleFiles(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, example.Files()); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	paths, err := filepath.Glob(dir + "/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = string(content)
	}
	return all
}

// A client that is cut off while the server records loses the answer alone:
// the import goes on to its end, nobody else's begins meanwhile, and given
// again it records nothing twice.
func TestAnImportGoesOnWhereItsClientIsCutOff(t *testing.T) {
	folder, server := onFolder(t), onServer(t)
	folder.writeCommittee()
	server.writeCommittee()
	if said := folder.suivi(t.Context(), nil, "a/"); said.Exit != exitOK {
		t.Fatal(said)
	}
	ctx, cut := context.WithCancel(t.Context())
	appends, resume := 0, make(chan struct{})
	step := func() {
		if appends++; appends == 3 {
			cut()
			<-resume
		}
	}
	server.step.Store(&step)
	said := server.suivi(ctx, nil, "a/")
	if said.Exit != exitUnavailable || !strings.Contains(said.Stderr, "Relancez le même import") {
		t.Errorf("cut off: %+v", said)
	}
	<-server.answered // the dry run
	other := server.suivi(t.Context(), nil, "a/")
	if other.Exit != exitConflict || !strings.Contains(other.Stderr, "un autre import est en cours") {
		t.Errorf("meanwhile: %+v", other)
	}
	for range 3 { // as often as a client tries
		<-server.answered
	}
	close(resume)
	<-server.answered
	again := server.suivi(t.Context(), nil, "a/")
	if again.Exit != exitOK || !strings.Contains(again.Stdout, "Tout était déjà enregistré") {
		t.Errorf("again: %+v", again)
	}
	if d := cmp.Diff(folder.events(), server.events()); d != "" {
		t.Errorf("events, -on the folder +through the server\n%s", d)
	}
}

// A dry run whose client goes away makes room for the next.
func TestADryRunEndsWithItsClient(t *testing.T) {
	server := onServer(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	in := desk.Import{Files: []desk.ImportFile{{Name: "structures.csv", Text: importStructures}}, DryRun: true}
	by := access.Bearer{Actor: server.actor, Scope: access.Record}
	if _, err := server.imports(gone, by, glossary.French, in); err == nil {
		t.Error("a dry run for nobody")
	}
	if _, err := server.imports(t.Context(), by, glossary.French, in); err != nil {
		t.Error(err)
	}
}

func TestAServerRecordsThePlanThatWasShown(t *testing.T) {
	server := onServer(t)
	by := access.Bearer{Actor: server.actor, Scope: access.Record}
	send := func(text string, dryRun bool, seen string) (desk.Imported, error) {
		return server.imports(t.Context(), by, glossary.French, desk.Import{Files: []desk.ImportFile{{Name: "structures.csv", Text: text}}, Keep: true, DryRun: dryRun, Seen: seen})
	}
	shown, err := send(importStructures, true, "")
	if err != nil || shown.Receipt != nil || shown.Refused != nil {
		t.Fatal(shown, err)
	}
	if _, err := send("code;nom\nDRH;Autre chose\n", false, ""); err != nil { // another secretary
		t.Fatal(err)
	}
	if _, err := send(importStructures, false, shown.Fingerprint); fault.CodeOf(err) != desk.RefusedPlanOutOfDate || fault.KindOf(err) != fault.Conflict {
		t.Errorf("out of date: %v", err)
	}
	shown, err = send(importStructures, true, "")
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := send(importStructures, false, shown.Fingerprint)
	if err != nil || recorded.Receipt == nil || recorded.Receipt.Events != 1 || recorded.Receipt.Already {
		t.Errorf("as shown: %+v %v", recorded.Receipt, err)
	}
}

func TestAServerImportsForThoseWhoMayRecordAlone(t *testing.T) {
	server := onServer(t)
	server.writeCommittee()
	said := server.suivi(t.Context(), map[string]string{"SUIVI_TOKEN": server.token[access.Read]}, "--dry-run", "a/")
	if said.Exit != exitForbidden {
		t.Errorf("%+v", said)
	}
	said = server.suivi(t.Context(), nil, "a/", "--today", "2024-01-01")
	if said.Exit != exitUsage || !strings.Contains(said.Stderr, "--today") {
		t.Errorf("%+v", said)
	}
	if events := server.events(); events != "" {
		t.Error(events)
	}
}

// What is too large for a server says how to divide it, before it is sent.
func TestFilesTooLargeForAServerAreDivided(t *testing.T) {
	server := onServer(t)
	var b strings.Builder
	b.WriteString("code;nom\n")
	for n := 0; b.Len() <= desk.MaxImport; n++ {
		b.WriteString("C" + strconv.Itoa(n) + ";" + strings.Repeat("x", 8<<10) + "\n")
	}
	server.write("a/structures.csv", b.String())
	said := server.suivi(t.Context(), nil, "a/")
	if said.Exit != exitUsage || !strings.Contains(said.Stderr, "plus de 16 Mio") || !strings.Contains(said.Stderr, "en plusieurs fois") {
		t.Errorf("%+v", said)
	}
	if len(server.answered) > 0 {
		t.Error("it was sent")
	}
}
