package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"suivi/domain/glossary"
)

// commandsIn builds the tree of commands in a language.
func commandsIn(l glossary.Language) *cobra.Command {
	a := &app{Process: Process{Env: func(string) (string, bool) { return "", false }, Now: time.Now}, l: l}
	return a.root()
}

func each(c *cobra.Command, path string, visit func(path string, c *cobra.Command)) {
	visit(path, c)
	for _, sub := range c.Commands() {
		each(sub, path+" "+sub.Name(), visit)
	}
}

// words are what the help says of a command, by what they are about.
func words(c *cobra.Command) map[string]string {
	all := map[string]string{"short": c.Short, "long": c.Long}
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		_, usage := pflag.UnquoteUsage(f)
		all["--"+f.Name] = usage
	})
	return all
}

// sameInBoth are words that both languages write alike.
var sameInBoth = map[string]bool{"PAGE": true, "": true, "NATURE : recommandation, decision, engagement, directive": true, "STRUCTURE": true, "SESSION": true, "PHASE : unique, technique, politique": true}

func TestEveryCommandSpeaksBothLanguages(t *testing.T) {
	english := map[string]map[string]string{}
	each(commandsIn(glossary.English), "suivi", func(path string, c *cobra.Command) { english[path] = words(c) })
	each(commandsIn(glossary.French), "suivi", func(path string, c *cobra.Command) {
		for what, fr := range words(c) {
			en := english[path][what]
			if fr == "" != (en == "") || fr == "" && what != "long" {
				t.Errorf("%s %s says %q in French and %q in English", path, what, fr, en)
			}
			if fr == en && !sameInBoth[fr] {
				t.Errorf("%s %s says %q in both languages", path, what, fr)
			}
		}
	})
}

// English that cobra and pflag bring along, and words that would mean a type
// of the program.
var foreign = regexp.MustCompile(`\(default|\bstring\b|\bstringArray\b|\bint\b|Usage:|Flags:|Available Commands|\[flags\]|help for `)

func TestTheHelpIsWhollyInTheReadersLanguage(t *testing.T) {
	for locale, usage := range map[string]string{"fr_ML.UTF-8": "\nUsage :\n", "en": "\nUsage:\n"} {
		each(commandsIn(glossary.French), "", func(path string, _ *cobra.Command) {
			for _, width := range []string{"80", "120"} {
				var out, errs bytes.Buffer
				env := map[string]string{"LANG": locale, "COLUMNS": width}
				code := run(context.Background(), Process{Args: append([]string{"help"}, strings.Fields(path)...), Stdout: &out, Stderr: &errs, Now: time.Now,
					Env: func(name string) (string, bool) { v, set := env[name]; return v, set }})
				said := out.String()
				if code != 0 || errs.Len() > 0 || !strings.Contains(strings.ReplaceAll(said, "Usage: ", "Usage:"), usage) && locale != "en" {
					t.Fatalf("help%s in %s ends with %d: %s%s", path, locale, code, said, errs.String())
				}
				if bad := foreign.FindString(said); bad != "" && !(locale == "en" && bad == "Usage:") {
					t.Errorf("help%s in %s holds %q", path, locale, bad)
				}
			}
		})
	}
}
