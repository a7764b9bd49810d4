package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/rogpeppe/go-internal/testscript"

	"suivi/adapters/eventlog/sqlite"
)

var update = flag.Bool("update", false, "rewrite the outputs that the stories expect")

// clockName is the variable by which the stories set the clock of the program
// under test; the product itself knows no such variable.
const clockName = "SUIVI_TEST_NOW"

// patienceName is that by which they set how long a command waits for the data
// folder; patience is what it is unless they do.
const (
	patienceName = "SUIVI_TEST_PATIENCE"
	patience     = "60s"
)

// raceOptions spare each process that the stories start the second that the
// race detector waits at its end.
const raceOptions = "atexit_sleep_ms=0"

// storyTime is the clock of every story, unless it sets another.
const storyTime = "2024-06-15T10:30:00Z"

func TestMain(m *testing.M) {
	os.Setenv("GORACE", raceOptions)
	testscript.Main(m, map[string]func(){
		"suivi": func() {
			p := Process{Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.LookupEnv, Environ: storyEnviron, Now: storyClock(os.Getenv(clockName)), Patience: storyPatience()}
			if keeper := os.Getenv(keeperName); keeper != "" {
				throughAServer(keeper, &p)
			}
			os.Exit(run(context.Background(), p))
		},
		"suivi-itself": storyItself,
		"http":         storyHTTP,
	})
}

// storyEnviron is the environment but for what only stories know.
func storyEnviron() []string {
	return slices.DeleteFunc(os.Environ(), func(entry string) bool {
		return strings.HasPrefix(entry, "SUIVI_TEST_")
	})
}

func storyClock(now string) func() time.Time {
	t, err := time.Parse(time.RFC3339, now)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return t }
}

func storyPatience() time.Duration {
	d, err := time.ParseDuration(os.Getenv(patienceName))
	if err != nil {
		panic(err)
	}
	return d
}

// TestStories runs testdata/script: one story for each use of a command.
func TestStories(t *testing.T) {
	p := storyParams()
	p.Dir, p.UpdateScripts = storyFolder, *update
	testscript.Run(t, p)
}

const storyFolder = "testdata/script"

// storyParams are what every story finds.
func storyParams() testscript.Params {
	return testscript.Params{
		RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("GORACE", raceOptions)
			e.Setenv(clockName, storyTime)
			e.Setenv(patienceName, patience)
			e.Setenv("LANG", "fr_ML.UTF-8")
			e.Setenv("COLUMNS", "120")
			e.Setenv("SUIVI_DATA", "data")
			return nil
		},
		Condition: func(name string) (bool, error) { return name == "mount" && canMount(), nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ledger": storyLedger, "holds": storyHolds, "fill": storyFill, "sql": storySQL, "hold": storyHold, "ends": storyEnds, "mount": storyMount, "remount": storyRemount, "answers": storyAnswers,
		},
	}
}

// storyLedger (ledger FILE) opens a ledger by the commands of testdata/FILE, a
// line each. Like all that a story does with a folder, it runs in a process of
// its own: a lock of this one would live on in the children of other stories.
func storyLedger(ts *testscript.TestScript, _ bool, args []string) {
	lines, err := os.ReadFile(filepath.Join(startFolder, "testdata", args[0]))
	ts.Check(err)
	for line := range strings.Lines(string(lines)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			ts.Check(ts.Exec("suivi", storyWords(line)...))
		}
	}
}

// storyWords cuts a line at spaces outside double quotes.
func storyWords(line string) (words []string) {
	inside, word := false, ""
	for _, c := range line + " " {
		switch {
		case c == '"':
			inside = !inside
		case c == ' ' && !inside:
			if word != "" {
				words = append(words, word)
			}
			word = ""
		default:
			word += string(c)
		}
	}
	return words
}

// storyHolds (holds N [FOLDER]) asks that the ledger holds exactly N events.
func storyHolds(ts *testscript.TestScript, _ bool, args []string) {
	command := []string{"verify", "--json"}
	if len(args) > 1 {
		command = append(command, "--data", args[1])
	}
	ts.Check(ts.Exec("suivi", command...))
	if held := ts.ReadFile("stdout"); !strings.Contains(held, `"position": "`+args[0]+`"`) {
		ts.Fatalf("the ledger does not hold %s events: %s", args[0], held)
	}
}

// storyFill (fill FILE BYTES) writes a file of that size.
func storyFill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("a"), n), 0o600))
}

// storySQL (sql FILE STATEMENTS) does to a file what no program of ours would.
func storySQL(ts *testscript.TestScript, _ bool, args []string) {
	c, err := sqlite3.Open("file:" + ts.MkAbs(args[0]))
	ts.Check(err)
	defer c.Close()
	ts.Check(c.Exec(args[1]))
}

// storyHold (hold) keeps the ledger as another process would, until the story
// ends.
func storyHold(ts *testscript.TestScript, _ bool, _ []string) {
	log, err := sqlite.Open(context.Background(), ts.MkAbs("data"))
	ts.Check(err)
	ts.Defer(func() { log.Close() })
}

// storyEnds (ends CODE COMMAND…) runs a command and asks for its exit code.
func storyEnds(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, is := err.(interface{ ExitCode() int }); is {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s ends with %d, not %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// startFolder is that of the tests; stories run elsewhere.
var startFolder, _ = os.Getwd()
