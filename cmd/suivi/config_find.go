package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/recommendation"
)

// given is a value as it was given, and where: its origin ("option",
// "environnement", "fichier", "defaut") and the flag, the variable or the line.
type given struct{ text, origin, place string }

// lookup finds a key in one of the places where settings are given.
type lookup func(key string) (given, bool)

// settingFlag is the flag of a setting.
type settingFlag struct {
	text   string
	isBool bool
}

func (f *settingFlag) String() string     { return f.text }
func (f *settingFlag) Set(s string) error { f.text = s; return nil }

// Type is that of the help: only a boolean takes no value.
func (f *settingFlag) Type() string {
	if f.isBool {
		return "bool"
	}
	return "string"
}

// bind gives a command the flags of the settings that are named.
func (a *app) bind(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		for _, s := range settingTable {
			if s.name != name {
				continue
			}
			usage := s.usage.In(a.l) + a.t(" (ou $", " (or $") + s.key()
			if s.otherwise != "" && !s.isBool {
				usage += a.t(" ; "+s.otherwise+" sinon", "; else "+s.otherwise)
			}
			f := flags.VarPF(&settingFlag{isBool: s.isBool}, s.name, "", usage+")")
			if s.isBool {
				f.NoOptDefVal = "true"
			}
		}
	}
}

// configure fills the settings: a flag goes before the environment, that
// before the file, and that before the default.
func (a *app) configure(c *cobra.Command) error {
	if c.HasSubCommands() || c.Name() == "help" || c.Name() == "version" {
		return nil // these answer whatever is configured
	}
	if a.Environ != nil {
		for _, entry := range a.Environ() {
			if key, _, _ := strings.Cut(entry, "="); key != configKey {
				if err := checkKey(key); err != nil {
					return at(err, "$"+key)
				}
			}
		}
	}
	environment := func(key string) (given, bool) {
		v, set := a.Env(key)
		return given{v, "environnement", "$" + key}, set
	}
	file, err := a.configSource(c, environment)
	if err != nil {
		return err
	}
	a.given = make(map[string]given, len(settingTable))
	for _, s := range settingTable {
		g, err := find(s, c.Flags().Lookup(s.name), environment, file)
		if err == nil {
			err = field.First(field.Text("", g.text))
		}
		if err == nil {
			err = s.read(&a.settings, g.text)
		}
		if err != nil {
			if f, is := err.(*fault.Fault); is && f.Place != "" {
				return err
			}
			return at(err, g.place)
		}
		a.given[s.name] = g
	}
	return a.oneStore()
}

// oneStore settles which of a folder and a cluster is meant where both are
// given: a flag goes before all else, and a cluster before a folder.
func (a *app) oneStore() error {
	if a.store == "" || a.given["data"].origin != "option" {
		return nil
	}
	if a.given["store"].origin == "option" {
		return fault.New(fault.Invalid, "configuration.deux_registres").At("--store")
	}
	a.store = ""
	return nil
}

// find gives the value of a setting from the first place that gives one.
func find(s setting, flag *pflag.Flag, places ...lookup) (given, error) {
	if flag != nil && flag.Changed {
		if v, is := flag.Value.(*settingFlag); is {
			return given{v.text, "option", "--" + s.name}, nil
		}
	}
	for _, look := range places {
		g, set := look(s.key())
		set = set && (g.text != "" || s.canBeNone)
		named, inFile := look(s.key() + fileSuffix)
		inFile = inFile && named.text != ""
		switch {
		case set && inFile:
			return g, fault.New(fault.Invalid, "configuration.deux_fois", "cle", s.key(), "ailleurs", named.place).At(g.place)
		case set:
			return g, nil
		case inFile:
			text, err := readSmall(named.text)
			named.text = strings.TrimRight(string(text), "\r\n")
			if err == nil && named.text == "" && !s.canBeNone {
				err = fault.New(fault.Invalid, recommendation.InvalidEmpty)
			}
			return named, at(err, named.place)
		}
	}
	return given{s.otherwise, "defaut", ""}, nil
}

// checkKey refuses a key of ours that no setting has.
func checkKey(key string) error {
	if !strings.HasPrefix(key, keyPrefix) {
		return nil
	}
	near := &cobra.Command{SuggestionsMinimumDistance: 3}
	for _, s := range settingTable {
		if key == s.key() || key == s.key()+fileSuffix {
			return nil
		}
		near.AddCommand(&cobra.Command{Use: s.key(), Run: func(*cobra.Command, []string) {}})
	}
	if found := near.SuggestionsFor(key); len(found) > 0 {
		return fault.New(fault.Invalid, "configuration.cle_mal_ecrite", "cle", key, "proche", strings.Join(found, ", "))
	}
	return fault.New(fault.Invalid, "configuration.cle_inconnue", "cle", key)
}
