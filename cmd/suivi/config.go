package main

import (
	"errors"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"suivi/adapters/auth"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// settings are what a run is configured by. They are filled before any command
// runs, and every value has passed its check.
type settings struct {
	data, actor, function string
	store                 secret // connection string of a cluster, which holds a password; "": none, the data folder
	server                string // URL of a running server, without a final slash; "": none, the folder is opened
	token                 secret
	listen                string
	metrics               string // "": none
	openRead              bool
	logFormat             string // text, json or auto
	logLevel              slog.Level
	place                 *time.Location
	stopTimeout           time.Duration
}

// secret is a text that shows itself only to who asks for it by string(s).
type secret string

const masked = "********"

func (s secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// GoString masks as String does.
func (s secret) GoString() string { return strconv.Quote(s.String()) }

// MarshalText masks as String does.
func (s secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue masks as String does.
func (s secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// setting is one line of the configuration. Its key in the environment and in
// a file is SUIVI_ and its name; its flag, where a command binds it, is --name.
type setting struct {
	name      string
	otherwise string              // its value where none is given
	secret    bool                // never a flag, never shown
	show      func(string) string // how it is shown, nil: as it is
	canBeNone bool                // an empty value is given, and not missing
	isBool    bool
	usage     glossary.Text
	read      func(*settings, string) error
}

const (
	keyPrefix  = "SUIVI_"
	fileSuffix = "_FILE" // a key that ends so names a file that holds the value
	configKey  = keyPrefix + "CONFIG"
)

// settingTable is every setting, in the order in which `suivi config` tells
// them.
var settingTable = []setting{
	{name: "data", otherwise: "./data", usage: glossary.Text{FR: "`DOSSIER` de données", EN: "data `FOLDER`"},
		read: func(s *settings, v string) error { s.data = v; return nil }},
	{name: "store", show: withoutSecret, usage: glossary.Text{FR: "grappe EventStoreDB qui tient le registre au lieu du dossier, `esdb://…`", EN: "EventStoreDB cluster that holds the ledger instead of the folder, `esdb://…`"}, read: readStore},
	{name: "actor", otherwise: "secretariat", usage: glossary.Text{FR: "`QUI` enregistre : un identifiant, jamais un nom de personne", EN: "`WHO` records: an id, never a person's name"},
		read: func(s *settings, v string) error { s.actor = v; return nil }},
	{name: "function", canBeNone: true, usage: glossary.Text{FR: "`FONCTION` de qui enregistre", EN: "`FUNCTION` of who records"},
		read: func(s *settings, v string) error { s.function = v; return nil }},
	{name: "server", usage: glossary.Text{FR: "`URL` d'un serveur en marche, à interroger au lieu du dossier", EN: "`URL` of a running server, to ask instead of the folder"}, read: readServer},
	{name: "token", secret: true, usage: glossary.Text{FR: "jeton à présenter au serveur", EN: "token to show to the server"}, read: readToken},
	{name: "listen", otherwise: "127.0.0.1:8080", usage: glossary.Text{FR: "`ADRESSE` où le serveur répond", EN: "`ADDRESS` on which the server answers"},
		read: func(s *settings, v string) error { s.listen = v; return checkAddress(v) }},
	{name: "metrics", otherwise: "127.0.0.1:8081", canBeNone: true, usage: glossary.Text{FR: "`ADRESSE` des métriques ; vide : aucune", EN: "`ADDRESS` of the metrics; empty: none"},
		read: func(s *settings, v string) error {
			s.metrics = v
			if v == "" {
				return nil
			}
			return checkAddress(v)
		}},
	{name: "open-read", otherwise: "false", isBool: true, usage: glossary.Text{FR: "lire sans jeton ; le serveur n'écoute alors que sur sa propre machine", EN: "read without a token; the server then listens on its own machine alone"},
		read: func(s *settings, v string) (err error) {
			if s.openRead, err = strconv.ParseBool(v); err != nil {
				return noneOf(v, "true", "false")
			}
			return nil
		}},
	{name: "log-format", otherwise: "auto", usage: glossary.Text{FR: "`FORME` du journal : text, json, ou auto qui est text sur un terminal", EN: "`FORM` of the log: text, json, or auto which is text on a terminal"},
		read: func(s *settings, v string) error {
			s.logFormat = v
			if forms := []string{"text", "json", "auto"}; !slices.Contains(forms, v) {
				return noneOf(v, forms...)
			}
			return nil
		}},
	{name: "log-level", otherwise: "info", usage: glossary.Text{FR: "`NIVEAU` du journal : debug, info, warn ou error", EN: "`LEVEL` of the log: debug, info, warn or error"},
		read: func(s *settings, v string) error {
			if levels := []string{"debug", "info", "warn", "error"}; !slices.Contains(levels, v) {
				return noneOf(v, levels...)
			}
			return s.logLevel.UnmarshalText([]byte(v))
		}},
	{name: "timezone", otherwise: "Africa/Bamako", usage: glossary.Text{FR: "`FUSEAU` horaire qui fait les jours", EN: "time `ZONE` that makes the days"},
		read: func(s *settings, v string) (err error) {
			if s.place, err = time.LoadLocation(v); err != nil {
				return fault.New(fault.Invalid, "configuration.fuseau", "lu", v).Because(err)
			}
			return nil
		}},
	{name: "stop-timeout", otherwise: "25s", usage: glossary.Text{FR: "`DURÉE` laissée aux requêtes en cours quand le serveur s'arrête", EN: "`TIME` left to the requests under way when the server stops"},
		read: func(s *settings, v string) (err error) {
			if s.stopTimeout, err = time.ParseDuration(v); err != nil || s.stopTimeout <= 0 {
				return fault.New(fault.Invalid, "configuration.duree", "lu", v)
			}
			return nil
		}},
}

// globalSettings are those that every command takes as flags.
var globalSettings = []string{"data", "store", "actor", "function", "server"}

// key is the setting's name in the environment and in a file.
func (s setting) key() string {
	return keyPrefix + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

func noneOf(read string, possible ...string) error {
	return fault.New(fault.Invalid, "option.illisible", "lu", read, "possibles", strings.Join(possible, ", "))
}

// checkAddress refuses what is not HOST:PORT; port 0 means any that is free.
func checkAddress(v string) error {
	_, port, err := net.SplitHostPort(v)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fault.New(fault.Invalid, "configuration.adresse", "lu", v).Because(err)
	}
	return nil
}

// readStore reads the address of a cluster. No refusal shows it: it may hold a
// password.
func readStore(s *settings, v string) error {
	if v != "" && !isCluster(v) {
		return fault.New(fault.Invalid, "configuration.magasin")
	}
	s.store = secret(v)
	return nil
}

// readServer reads the address of a server. A password in it is refused: it
// would be shown wherever the address is.
func readServer(s *settings, v string) error {
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fault.New(fault.Invalid, "configuration.serveur")
	}
	if u.User != nil {
		return fault.New(fault.Invalid, "configuration.serveur_avec_secret")
	}
	s.server = strings.TrimRight(v, "/")
	return nil
}

func readToken(s *settings, v string) error {
	if v != "" && !auth.IsWellFormed(v) {
		return fault.New(fault.Invalid, "configuration.jeton").Because(errors.New("not a token"))
	}
	s.token = secret(v)
	return nil
}
