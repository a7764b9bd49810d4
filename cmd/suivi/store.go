package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"suivi/adapters/auth"
	"suivi/adapters/desk"
	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/evidence"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// store is all that a place keeps: the log, evidence, tokens, the decisions of
// imports.
type store struct {
	where     string // as people are told, without any password
	folder    string // empty where the store is no data folder
	fresh     bool   // nothing was there when it was opened
	log       ledger.EventLog
	evidence  pieces
	tokens    auth.Store
	decisions csv.Kept
}

// pieces is evidence that can be verified.
type pieces interface {
	desk.Evidence
	// Hash is the SHA-256 of the bytes kept under a hash; an error that is
	// fs.ErrNotExist where none are.
	Hash(ctx context.Context, kept string) (string, error)
}

// intent is what a store is opened for.
type intent int

const (
	toRead   intent = iota // and not to write at all
	toWrite                // in one that there is
	toCreate               // or to make one where there is none
)

// where is the store that the settings name: a data folder, or the address of
// a cluster.
func (a *app) where() string {
	if a.store != "" {
		return string(a.store)
	}
	return a.data
}

// openStore opens the store at where. What looks like an address and is none
// of a cluster is no folder either, whose name every refusal would show.
func (a *app) openStore(ctx context.Context, where string, to intent) (*store, error) {
	switch {
	case isCluster(where):
		return a.openCluster(ctx, where)
	case strings.Contains(where, "://"), secretAlone.MatchString(where) && !exists(where):
		return nil, fault.New(fault.Invalid, "configuration.magasin")
	}
	there := *a
	there.data = where
	return there.openFolder(ctx, to)
}

func (a *app) openFolder(ctx context.Context, to intent) (*store, error) {
	absent := a.thereIsOne()
	if absent != nil && (to != toCreate || fault.CodeOf(absent) != noLedger) {
		return nil, absent
	}
	if to == toCreate {
		if err := os.MkdirAll(a.data, 0o750); err != nil {
			return nil, fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
		}
	}
	var options []sqlite.Option
	if to == toRead {
		options = append(options, sqlite.ReadOnly())
	}
	log, err := a.openLog(ctx, options...)
	if err != nil {
		return nil, err
	}
	return &store{
		where: a.data, folder: a.data, fresh: absent != nil, log: log,
		evidence: evidence.NewFolder(a.data), tokens: a.folderTokens(), decisions: csv.KeptFile(filepath.Join(a.data, decisionsName)),
	}, nil
}

// folderTokens are the tokens of the data folder. Opening them takes no lock, so
// that tokens come and go while a server runs.
func (a *app) folderTokens() *auth.Folder {
	return auth.NewFolder(filepath.Join(a.data, tokenFolder), a.Now)
}

// openCluster opens a cluster, where all lies in the log. There is nothing to
// be made: one that holds no event is an empty ledger.
func (a *app) openCluster(ctx context.Context, address string) (*store, error) {
	logger := slog.New(slog.DiscardHandler)
	if a.serving {
		logger = a.logger()
	}
	log, err := eventstoredb.Open(ctx, address, eventstoredb.Logger(logger), eventstoredb.Patience(a.Patience))
	if err != nil {
		return nil, clusterFault(address, err)
	}
	s := a.inLog(withoutSecret(address), log)
	head, err := log.Head(ctx)
	if err != nil {
		log.Close()
		return nil, clusterFault(address, err)
	}
	s.fresh = head.IsZero()
	return s, nil
}

// inLog is a store all of which lies in a log.
func (a *app) inLog(where string, log ledger.EventLog) *store {
	return &store{where: where, log: log, evidence: evidence.NewStreams(log, a.Now), tokens: auth.NewStreams(log, a.Now), decisions: csv.KeptStream{Log: log, Now: a.Now}}
}

func clusterFault(address string, err error) error {
	where, cause := withoutSecret(address), err.Error()
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case fault.KindOf(err) == fault.Invalid: // the address itself
		return err
	case errors.Is(err, eventstoredb.ErrDenied):
		return fault.New(fault.Forbidden, "registre.grappe_refuse", "ou", where).Because(err)
	case errors.Is(err, ledger.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Unavailable, "registre.grappe_injoignable", "ou", where, "cause", lastOf(cause)).Because(err)
	}
	return fault.New(fault.Internal, "registre.grappe_illisible", "ou", where, "cause", cause).Because(err)
}

// lastOf is what the innermost of wrapped errors says.
func lastOf(said string) string {
	if at := strings.LastIndex(said, ": "); at >= 0 {
		said = said[at+len(": "):]
	}
	return strings.Trim(said, `"`)
}

// isCluster reports whether a place is the address of a cluster.
func isCluster(where string) bool {
	return strings.HasPrefix(where, "esdb://") || strings.HasPrefix(where, "esdb+discover://")
}

// secretForm is what an address holds before the machine's name.
var secretForm = regexp.MustCompile(`^([A-Za-z+]+://).*@`)

// secretAlone is an address that lacks its beginning.
var secretAlone = regexp.MustCompile(`^[^/\\:]+:[^/\\]*@`)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// withoutSecret is an address as it may be shown.
func withoutSecret(address string) string { return secretForm.ReplaceAllString(address, "$1…@") }

// samePlace reports whether two names of places are one.
func samePlace(one, other string) bool {
	if one == other {
		return true
	}
	if isCluster(one) || isCluster(other) {
		return false
	}
	a, errA := os.Stat(one)
	b, errB := os.Stat(other)
	if errA == nil && errB == nil {
		return os.SameFile(a, b)
	}
	p, errP := filepath.Abs(one)
	q, errQ := filepath.Abs(other)
	return errors.Join(errP, errQ) == nil && p == q
}
