package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
)

// asOneTypes are command lines in the order in which they are given, words cut
// at "|": what people mistype, what a path or a query could misread, and every
// way to record. Those of records are given thrice by one --command.
var asOneTypes = struct{ reads, records []string }{
	reads: []string{
		"counts", "list", "list|--limit|1", "list|--limit|-1", "list|--after|rien", "list|--state|perdue", "list|--state|en_cours", "list|--standing|x", "list|--structure|XYZ",
		"list|--forum|CCC", "list|--session|CC.2023-7", "list|--theme|é&è=%?#", "list|--year|2023|--carried|-1", "list|--late|--silent|--dropped|--unowned|--direct", "list|--moved|--structure|MAECI", "list|--owned|--min-age|1|--under-age|2", "list|--min-age|-1",
		"list|sessions", "list|sessions|--stage|x", "list|sessions|--forum|X", "list|sessions|--year|2024|--stage|tenue", "list|forums", "list|structures|--parent|MAECI", "list|structures|--parent|X Y/Z",
		"search|former|agents", "search|é/%2F?&#;+…", "search|zzz", "search| ", "search|former|--limit|1", "search|a|--after|01HPQ3V5T00000000000000001",
		"followup|CC.2024-1", "followup|cc.2024-1", "followup| CC.2024-1 ", "followup|CC 2024/1", "followup|CC.2024-9", "followup|", "followup| ", "followup|.", "followup|..", "followup|../cadres", "followup|/",
		"followup|a/b", "followup|a%2Fb", "followup|100 %", "followup|é è ç", "followup|?x=1", "followup|#", "followup|{ref}", "followup|tableau", "followup|«»\u00a0n° 3",
		"carryover|CC.2024-1", "carryover|CC.2023-1.1", "matrix", "matrix|--forum|CC|--limit|2", "matrix|--after|x",
		"owing", "owing|--forum|X", "owing|MAECI", "owing|MAECI > DRH", "owing|Ministère des Affaires étrangères", "owing|X/Y", "owing|", "owing|MAECI|--state|en_cours",
		"history|CC.2023-1.1", "history|CC.2023-1.n° 1", "history|CC 2023/1, n° 2", "history|CC.2023-1", "history|CC", "history|MAECI", "history|X", "history|01HPQ3V5T00000000000000001", "history|01HPQ3V5T0ZZZZZZZZZZZZZZZZ",
		"history|--forum|CC", "history|--forum|X", "history|--structure|DRH", "history|--structure|MAECI-DRH", "history|--structure|x/y %", "history|--forum| ", "history|CC.2023-1.1|--forum|CC",
		"audit", "audit|--session|X", "audit|--forum|CC",
		"counts|--as-of|2023-06-30", "counts|--as-of|31 février 2024", "counts|--as-of| ", "counts|--known-at|8", "counts|--known-at|@0", "counts|--known-at|@2024", "counts|--known-at|2024-06-15 10:30",
		"counts|--known-at|2024-06-15T10:30:00+02:00", "counts|--known-at|hier", "counts|--today|2030-01-01", "counts|--today|demain", "list|--today|mars 2024|--as-of|fin 2023", "followup|CC.2024-1|--as-of|2023-12-31|--known-at|9",
	},
	records: []string{
		"forum|create|GEC|--name|Groupe d'exécution", "forum|create|GEC|--name|Autre", "forum|create|G.E|--name|x", "forum|create|XX|--name| ", "forum|create|Y|--name|Y|--parent|NON",
		"forum|rename|GEC|Groupe d'exécution et de coordination|--on|2020-01-01", "forum|rename|N/N|x", "forum|rename||x", "forum|rename|..|x", "forum|attach|GEC|CC", "forum|attach|CC|GEC", "forum|attach|GEC|-",
		"forum|secretariat|GEC|--structure|DRH", "forum|secretariat|GEC|--structure|X", "forum|lead|GEC|Coopération|--year|2019", "forum|rule|GEC|--examines|tout", "forum|rule|GEC|--examines|tout_ouvert|--forum|CC",
		"forum|rule|GEC", "forum|rule|GEC|--forum|X|--examines|tout_ouvert", "forum|rule|GEC|--examines|liste_precedente|--lists|-1", "forum|rule|GEC|--word|personne",
		"structure|create|MEF|--name|Ministère de l'Économie|--acronym|MEF|--other|Finances", "structure|create|DGB", "structure|create|MEF|--name|Autre", "structure|create|M.E.F|--name|x", "structure|rename|MEF|Finances|--on|2023-01-01",
		"structure|attach|MEF|MEF", "structure|attach|MEF|-", "structure|merge|MEF|--into|MEF", "structure|merge|MEF|--into|XX", "structure|merge|XX|--into|MEF",
		"session|plan|CC|--date|juin 2024", "session|plan|CC", "session|plan|CC|--date|31 février 2024", "session|plan|X|--date|2024", "session|plan|CC.2024-1|--date|mars 2024", "session|plan|CC|--date|2025|--joint|X", "session|plan|CC|--date|2025|--phase|x",
		"session|postpone|CC.2024-2|--date|juillet 2024", "session|postpone|CC.2024-1|--date|2025", "session|hold|CC.2024-2|--date|3 juin 2024|--date|2 juin 2024", "session|hold|CC.2024-2|--date|3 juin 2024", "session|hold|X|--date|3 juin 2024",
		"make|CC.2024-1|--number|1|--text|Diffuser l'annuaire|--owner|MAECI > DRH (lead)|--due|fin 2024|--theme|é/%", "make|CC.2024-1|--number|1|--text|Autre", "make|CC.2024-1|--text|", "make|CC.2024-1|--text|@absent.txt", "make|CC.2024-1|--text|x|--owner|MAEC",
		"make|CC.2024-1|--text|x|--due|avant le 31 février 2024", "make|CC.2024-1|--text|x|--nature|voeu", "make|CC.2024-1|--text|x|--place|-1", "make||--text|x", "make| |--text|x", "make|a/b|--text|x", "make|CC.2024-1|--text|@@moi", "make|CC.2024-1|--text|tab\tet\x01",
		"make|CC.2024-1|--text|de l'eau|--document|rapport|--page|12|--table|3|--cell|B2|--expect|99",
		"session|fix-list|CC.2024-1|CC.2023-1.1|CC.2023-1.1", "session|fix-list|CC.2024-1|CC.2023-1.1|CC.2023-1.2|CC.2023-1.p3", "session|fix-list|CC.2024-1|CC.2023-1.9", "session|totals|CC.2024-1|--subject|tout|--total|3|--rate|taux=33 %", "session|totals|CC.2024-1|--subject|x|--total|-3",
		"session|totals|CC.2024-1|--subject|x|--rate|sans", "carry|CC.2023-1.1|CC.2024-1|--number|7", "carry|CC.2023-1.1|CC.2023-1", "carry|CC.2023-1.9|CC.2024-1", "carry|CC.2023-1.2|X",
		"examine|CC.2023-1.2|--state|en cours|--session|CC.2024-1|--words|à moitié", "examine|CC.2023-1.2|--state|perdue", "examine|CC.2023-1.2|--state|reconduite", "examine|CC.2023-1.2|--state|executee|--session|X", "examine|CC.2023-1.2|--state|executee|--on|2099-01-01",
		"examine|CC.2023-1.2|--state|executee|--seen-on|2024-06-16", "examine|CC.2023-1.2|--state|executee|--expect|0", "examine|X|--state|executee", "examine|CC.2023-1.99|--state|executee", "examine|01HPQ3V5T0ZZZZZZZZZZZZZZZZ|--state|executee",
		"class|CC.2023-1.2|--motive|x", "declare|CC.2023-1.1|--structure|DRH|--state|executee|--words|fini|--evidence|note.txt", "declare|CC.2023-1.1|--structure|X|--state|executee", "declare|CC.2023-1.1|--structure|DRH|--state|executee|--evidence|absent",
		"declare|CC.2023-1.1|--structure|DRH|--state|executee|--evidence|.", "attach|CC.2023-1.1|note.txt|--words|la note", "attach|CC.2023-1.9|note.txt", "attach|CC.2023-1.1|empty.txt",
		"reassign|CC.2023-1.1|--owner|MEF (lead)|--owner|MMEIA|--reason|décret", "reassign|CC.2023-1.1", "reassign|CC.2023-1.1|--none|--owner|MEF", "reassign|CC.2023-1.1|--owner|XX", "due|CC.2023-1.1|", "due|CC.2023-1.1|première quinzaine de décembre 2024", "due|CC.2023-1.1|15/05/24",
		"link|CC.2023-1.1|--kind|reprise_de|--to|CC.2023-1.2", "link|CC.2023-1.1|--kind|x", "link|CC.2023-1.1|--kind|reprise_de", "link|CC.2023-1.1|--kind|reprise_de|--to|X.1.1", "absorb|CC.2024-1.1|--into|CC.2023-1.2|--kind|doublon", "absorb|CC.2023-1.2|--into|CC.2023-1.2|--kind|doublon", "absorb|CC.2024-1.1|--into|CC.2023-1.2|--kind|x",
		"rectify|X|--void|--reason|x", "rectify|01HPQ3V5T0ZZZZZZZZZZZZZZZZ|--void|--reason|x", "rectify||--void|--reason|x", "discard|CC.2023-1.1|CC.2024-1", "validate|CC.2023-1.1|CC.2024-1",
		"session|close|CC.2024-1|--on|2030-01-01", "session|close|CC.2024-1|--on|2024-02-01|--validated|2024-02-15|--by|comité", "examine|CC.2023-1.1|--state|executee|--session|CC.2024-1", "session|cancel|CC.2024-2",
		"due|CC.2023-1.1|fin 2025|--as-of|2023-01-01", "due|CC.2023-1.1|fin 2025|--known-at|3",
	},
}

func TestAServerSaysWhatItsFolderWouldTheSameEventsAreRecorded(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"note.txt": "Une note.", "empty.txt": ""} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines, err := os.ReadFile(filepath.Join(startFolder, "testdata/comite.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		if words := storyWords(strings.TrimSpace(line)); len(words) > 0 && words[0] != "#" {
			if said := typed(t, map[string]string{"SUIVI_DATA": "ici"}, words...); said.code != exitOK {
				t.Fatal(said)
			}
		}
	}
	if err := os.CopyFS("la", os.DirFS("ici")); err != nil {
		t.Fatal(err)
	}
	k := &keeper{held: map[string]*heldServer{}, sent: map[string]int{}}
	t.Cleanup(func() { k.releaseUnder(t, dir) })
	server, err := k.hold(keeping{Folder: filepath.Join(dir, "la"), Zone: "Africa/Bamako", Now: storyClock(storyTime)(), Actor: event.Actor{ID: "secretariat"}})
	if err != nil {
		t.Fatal(err)
	}
	here, there := map[string]string{"SUIVI_DATA": "ici"}, map[string]string{"SUIVI_SERVER": server.URL, "SUIVI_TOKEN": server.Token}
	both := func(line string, more ...string) {
		for _, how := range []struct{ language, option string }{{"fr_ML.UTF-8", "--quiet"}, {"en_GB.UTF-8", "--quiet"}, {"fr_ML.UTF-8", "--json"}} {
			here["LANG"], there["LANG"] = how.language, how.language
			words := append(append(strings.Split(line, "|"), more...), how.option)
			if difference := cmp.Diff(typed(t, here, words...), typed(t, there, words...), cmp.AllowUnexported(said{})); difference != "" {
				t.Errorf("%q %s of the folder (-) and of the server (+): %s", line, how, difference)
			}
		}
	}
	all := func() {
		for _, line := range asOneTypes.reads {
			both(line)
		}
	}
	all()
	for i, line := range asOneTypes.records {
		both(line, "--command", fmt.Sprintf("01HPQ3V5T0000000000000%04d", i+1))
	}
	all()
	if err := k.release(filepath.Join(dir, "la")); err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(recorded(t, "ici"), recorded(t, "la"), cmp.AllowUnexported(event.Position{})); difference != "" {
		t.Errorf("events of the folder (-) and of the server (+): %s", difference)
	}
}

// said is all that comes of a command.
type said struct {
	out, err string
	code     int
}

// typed runs a command line in an environment, at storyTime.
func typed(t *testing.T, env map[string]string, words ...string) said {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), Process{Args: words, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Now: storyClock(storyTime), Patience: time.Minute,
		Env: func(key string) (string, bool) { v, set := env[key]; return v, set }})
	return said{out.String(), errs.String(), code}
}

// recorded are the events of a folder, as its log holds them.
func recorded(t *testing.T, folder string) (all []event.Record) {
	t.Helper()
	log, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	for rec, err := range log.Read(t.Context(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	if len(all) == 0 {
		t.Fatal("the log is empty")
	}
	return all
}
