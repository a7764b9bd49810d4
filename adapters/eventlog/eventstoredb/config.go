package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"

	"suivi/domain/fault"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// DefaultPatience is how long a call waits for a store that is away: longer
// than a cluster takes to elect a leader.
const DefaultPatience = 10 * time.Second

// ledgerStreams are what the names of the ledger's streams begin with.
var ledgerStreams = []string{"cadre-", "recommandation-", "session-", "structure-"}

// An Option of Open.
type Option func(*options)

type options struct {
	streams  streams
	logger   *slog.Logger
	patience time.Duration
}

// Streams has the log hold the streams whose names begin with one of these
// prefixes, instead of those of the ledger, and those that lie beside the
// ledger (ledger.IsBeside), which are loaded by name alone. An append to another
// stream is an ErrInvalidAppend. No prefix may be empty or begin with "$", which is the
// store's own.
func Streams(prefixes ...string) Option {
	return func(o *options) { o.streams = prefixes }
}

// Logger has the log say to logger what becomes of its connections, instead of
// to slog.Default.
func Logger(logger *slog.Logger) Option { return func(o *options) { o.logger = logger } }

// Patience bounds how long a call waits for a store that is away, instead of
// DefaultPatience. Half of it bounds each attempt.
func Patience(d time.Duration) Option { return func(o *options) { o.patience = d } }

// settings are the keys that a connection string may have, in lower case.
var settings = []string{"tls", "tlsverifycert", "tlscafile", "usercertfile", "userkeyfile", "nodepreference",
	"maxdiscoverattempts", "discoveryinterval", "gossiptimeout", "keepaliveinterval", "keepalivetimeout", "defaultdeadline"}

// parse reads a connection string, and refuses what the client would silently
// take for something else, by a fault. None shows the string, which holds a
// password.
func parse(connection string, logger *slog.Logger) (*esdb.Configuration, error) {
	scheme, rest, _ := strings.Cut(connection, "://")
	if at := strings.LastIndexByte(rest, '@'); at >= 0 && strings.ContainsAny(rest[:at], "/?#@ ") {
		return nil, fault.New(fault.Invalid, "magasin.caracteres")
	}
	address, query, _ := strings.Cut(rest, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, fault.New(fault.Invalid, "magasin.reglages")
	}
	for key := range values {
		if !slices.Contains(settings, strings.ToLower(key)) {
			return nil, fault.New(fault.Invalid, "magasin.reglage_inconnu", "cle", key, "possibles", strings.Join(settings, ", "))
		}
	}
	if scheme == "esdb+discover" && strings.Contains(address, ",") {
		return nil, fault.New(fault.Invalid, "magasin.un_nom")
	}
	config, err := esdb.ParseConnectionString(connection)
	if err != nil {
		if _, is := errors.AsType[url.EscapeError](err); is { // its own words would quote what follows
			return nil, fault.New(fault.Invalid, "magasin.caracteres")
		}
		if u, is := errors.AsType[*url.Error](err); is {
			err = u.Err
		}
		return nil, fault.New(fault.Invalid, "magasin.illisible", "cause", err.Error())
	}
	switch {
	case (config.Username == "") != (config.Password == ""):
		return nil, fault.New(fault.Invalid, "magasin.sans_mot_de_passe")
	case config.DisableTLS && config.Username != "":
		return nil, fault.New(fault.Invalid, "magasin.sans_tls")
	}
	config.MaxDiscoverAttempts = 1 // we try again, with a client that is new
	config.DiscoveryInterval = 0   // which follows each attempt, the last too
	config.DefaultDeadline = nil   // each attempt has a deadline of ours
	config.Logger = bridge(logger)
	return config, nil
}

// bridge passes on what the client says, all of it for who looks for a fault:
// what matters to an operator is said by us.
func bridge(logger *slog.Logger) esdb.LoggingFunc {
	return func(level esdb.LogLevel, format string, args ...any) {
		if !logger.Enabled(context.Background(), slog.LevelDebug) {
			return
		}
		if len(args) == 1 { // Configuration.applyLogger forgets to spread them
			if spread, is := args[0].([]any); is {
				args = spread
			}
		}
		logger.Debug("EventStoreDB client: "+fmt.Sprintf(format, args...), "level", level)
	}
}
