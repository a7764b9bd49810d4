package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// configured is a run with an environment, about to run a command.
func configured(env map[string]string) (*app, error) {
	a := &app{Process: Process{Env: func(key string) (string, bool) { v, set := env[key]; return v, set }}}
	return a, a.configure(&cobra.Command{Use: "any"})
}

func TestWithoutSettingsTheDefaultsHold(t *testing.T) {
	a, err := configured(nil)
	if err != nil {
		t.Fatal(err)
	}
	got := a.settings
	got.place = nil
	want := settings{data: "./data", actor: "secretariat", listen: "127.0.0.1:8080", metrics: "127.0.0.1:8081", logFormat: "auto", logLevel: slog.LevelInfo, stopTimeout: 25 * time.Second}
	if got != want || a.place.String() != "Africa/Bamako" {
		t.Errorf("%+v in %s", got, a.place)
	}
}

func TestASettingTakesWhatItsFormAllows(t *testing.T) {
	for _, c := range []struct{ key, value, code string }{
		{"SUIVI_LISTEN", ":0", ""}, {"SUIVI_LISTEN", "[::1]:8080", ""},
		{"SUIVI_LISTEN", "8080", "configuration.adresse"}, {"SUIVI_LISTEN", "localhost:http", "configuration.adresse"}, {"SUIVI_LISTEN", "localhost:65536", "configuration.adresse"},
		{"SUIVI_METRICS", "", ""}, {"SUIVI_METRICS", "none", "configuration.adresse"},
		{"SUIVI_OPEN_READ", "1", ""}, {"SUIVI_OPEN_READ", "peut-être", "option.illisible"},
		{"SUIVI_SERVER", "http://127.0.0.1:8080", ""}, {"SUIVI_SERVER", "https://exemple.org/suivi/", ""},
		{"SUIVI_SERVER", "127.0.0.1:8080", "configuration.serveur"}, {"SUIVI_SERVER", "ftp://exemple.org", "configuration.serveur"}, {"SUIVI_SERVER", "https://", "configuration.serveur"},
		{"SUIVI_SERVER", "https://exemple.org/?jeton=x", "configuration.serveur"}, {"SUIVI_SERVER", "https://jeton@exemple.org", "configuration.serveur_avec_secret"},
		{"SUIVI_TOKEN", "suivi", "configuration.jeton"},
		{"SUIVI_LOG_FORMAT", "json", ""}, {"SUIVI_LOG_FORMAT", "JSON", "option.illisible"},
		{"SUIVI_LOG_LEVEL", "error", ""}, {"SUIVI_LOG_LEVEL", "tout", "option.illisible"},
		{"SUIVI_TIMEZONE", "Europe/Paris", ""}, {"SUIVI_TIMEZONE", "Bamako", "configuration.fuseau"},
		{"SUIVI_STOP_TIMEOUT", "1m30s", ""}, {"SUIVI_STOP_TIMEOUT", "25", "configuration.duree"}, {"SUIVI_STOP_TIMEOUT", "0s", "configuration.duree"}, {"SUIVI_STOP_TIMEOUT", "-1s", "configuration.duree"},
		{"SUIVI_FUNCTION", "secrétariat\x1b[2J", "champ.caractere_interdit"}, {"SUIVI_ACTOR", "\xff", "champ.encodage"},
	} {
		a, err := configured(map[string]string{c.key: c.value})
		if fault.CodeOf(err) != c.code || (err == nil) != (c.code == "") {
			t.Errorf("%s=%s: %v", c.key, c.value, err)
		} else if err != nil && err.(*fault.Fault).Place != "$"+c.key {
			t.Errorf("%s=%s is told at %q", c.key, c.value, err.(*fault.Fault).Place)
		} else if err == nil && a.given[strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(c.key, keyPrefix)), "_", "-")].origin != "environnement" {
			t.Errorf("%s=%s comes from elsewhere", c.key, c.value)
		}
	}
}

func TestAFileIsReadAsSystemdReadsIt(t *testing.T) {
	const actor, function = "SUIVI_ACTOR", "SUIVI_FUNCTION"
	for name, c := range map[string]struct {
		text string
		want map[string]string // key to value and line
		code string
		line string
	}{
		"nothing":                       {text: ""},
		"comments and blank lines":      {text: "# SUIVI_ACTOR=a\n;b\n\n \t\n"},
		"somebody else's keys":          {text: "PATH=/bin\nSUIVIACTOR=a\nexport=1\n"},
		"the last line without its end": {text: "\nSUIVI_ACTOR=a", want: map[string]string{actor: "a f:2"}},
		"lines of Windows":              {text: "\ufeffSUIVI_ACTOR=a\r\nSUIVI_FUNCTION=b\r\n", want: map[string]string{actor: "a f:1", function: "b f:2"}},
		"quotes around":                 {text: "SUIVI_ACTOR=\" a \"\nSUIVI_FUNCTION='l\"un'", want: map[string]string{actor: " a  f:1", function: `l"un f:2`}},
		"quotes inside":                 {text: "SUIVI_FUNCTION=l'un = \"deux\"", want: map[string]string{function: `l'un = "deux" f:1`}},
		"a sign that is no comment":     {text: "SUIVI_ACTOR=a # b", want: map[string]string{actor: "a # b f:1"}},
		"a word":                        {text: "SUIVI_ACTOR", code: "configuration.ligne", line: "f:1"},
		"no key":                        {text: "\n=a", code: "configuration.ligne", line: "f:2"},
		"an open quote":                 {text: "SUIVI_ACTOR='a\n", code: "configuration.ligne", line: "f:1"},
		"a lone quote":                  {text: "SUIVI_ACTOR=\"\n", code: "configuration.ligne", line: "f:1"},
		"a key twice":                   {text: "SUIVI_ACTOR=a\nSUIVI_ACTOR=a\n", code: "configuration.deux_fois", line: "f:2"},
		"a key misspelt":                {text: "SUIVI_ACTEUR=a", code: "configuration.cle_mal_ecrite", line: "f:1"},
		"a key of nothing":              {text: "SUIVI_MOT_DE_PASSE=a", code: "configuration.cle_inconnue", line: "f:1"},
		"the file itself":               {text: "SUIVI_CONFIG=a", code: "configuration.cle_inconnue", line: "f:1"},
	} {
		held, err := parseConfig("f", c.text)
		if fault.CodeOf(err) != c.code || c.code != "" && err.(*fault.Fault).Place != c.line {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && len(held) != len(c.want) {
			t.Errorf("%s: %v", name, held)
		}
		for key, want := range c.want {
			if got := held[key].text + " " + held[key].place; got != want {
				t.Errorf("%s: %s is %q, not %q", name, key, got, want)
			}
		}
	}
}

func TestAFileTooLargeHoldsNoSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(path, bytes.Repeat([]byte("\n"), maxConfig+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{configKey, "SUIVI_TOKEN_FILE"} {
		if _, err := configured(map[string]string{key: path}); fault.CodeOf(err) != "fichier.illisible" {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// A command that had its own PersistentPreRun would run unconfigured, one that
// had a flag for a secret would show it to whoever lists processes.
func TestEveryCommandIsConfiguredAndNoneTakesASecretAsAFlag(t *testing.T) {
	each(commandsIn(glossary.French), "suivi", func(path string, c *cobra.Command) {
		if c.HasParent() && (c.PersistentPreRun != nil || c.PersistentPreRunE != nil) {
			t.Errorf("%s takes the place of the configuration", path)
		}
		for _, s := range settingTable {
			f := c.Flags().Lookup(s.name)
			if f == nil {
				continue
			}
			if _, is := f.Value.(*settingFlag); !is || s.secret {
				t.Errorf("%s has --%s, which is not the flag of the setting", path, s.name)
			}
		}
	})
}

func TestASecretIsMaskedWhereverItIsPrinted(t *testing.T) {
	const hidden = "suivi_0000000a_secret"
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "jeton", secret(hidden), "tous", []secret{hidden})
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "jeton", secret(hidden))
	fmt.Fprintf(&out, "%v %s %q %#v %+v", secret(hidden), secret(hidden), secret(hidden), secret(hidden), struct{ Token secret }{hidden})
	if strings.Contains(out.String(), "suivi_") || strings.Count(out.String(), masked) < 7 {
		t.Error(out.String())
	}
}
