package eventstoredb

import (
	"errors"
	"slices"
	"strings"

	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// streams are those whose names begin with one of these prefixes.
type streams []string

func (s streams) check() error {
	if len(s) == 0 {
		return errors.New("a log holds at least one prefix of streams")
	}
	if slices.ContainsFunc(s, func(p string) bool { return p == "" || p[0] == '$' }) {
		return errors.New("a prefix of the log's streams is neither empty nor the store's own ($)")
	}
	return nil
}

func (s streams) hold(name string) bool {
	return slices.ContainsFunc(s, func(p string) bool { return strings.HasPrefix(name, p) })
}

// holds reports whether the log appends to a stream and loads it: one of its
// own, or one that lies beside the ledger.
func (l *Log) holds(stream string) bool { return l.streams.hold(stream) || ledger.IsBeside(stream) }

// within are those of s that begin with prefix too; it may be none.
func (s streams) within(prefix string) streams {
	if s.hold(prefix) {
		return streams{prefix}
	}
	return slices.DeleteFunc(slices.Clone(s), func(p string) bool { return !strings.HasPrefix(p, prefix) })
}

// The server passes over window events before it says where it stands, and
// says so every interval windows. We do not use what it says (see follow).
const (
	window   = 4096
	interval = 64
)

// after asks for a subscription to s that begins after a position. A start that
// is not given would mean the end.
func (s streams) after(p event.Position) esdb.SubscribeToAllOptions {
	o := esdb.SubscribeToAllOptions{
		From:               esdb.Start{},
		MaxSearchWindow:    window,
		CheckpointInterval: interval,
		Filter:             &esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Prefixes: s},
		RequiresLeader:     true,
	}
	if !p.IsZero() {
		o.From = place(p)
	}
	return o
}

func place(p event.Position) esdb.Position {
	commit, prepare := p.Halves()
	return esdb.Position{Commit: commit, Prepare: prepare}
}

func position(p esdb.Position) event.Position { return event.NewPosition(p.Commit, p.Prepare) }
