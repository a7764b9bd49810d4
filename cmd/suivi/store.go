package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"suivi/adapters/auth"
	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/evidence"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// store is all that a place keeps: the log, evidence, tokens.
type store struct {
	where    string // as people are told, without any password
	folder   string // empty where the store is no data folder
	log      ledger.EventLog
	evidence pieces
	tokens   auth.Store
}

// pieces is evidence that can be verified.
type pieces interface {
	desk.Evidence
	// Hash is the SHA-256 of the bytes kept under a hash; an error that is
	// fs.ErrNotExist where none are.
	Hash(ctx context.Context, kept string) (string, error)
}

// openStore opens the store at where: a data folder, or the address of a
// cluster. One that is to be written is made where there is none.
func (a *app) openStore(ctx context.Context, where string, write bool) (*store, error) {
	if strings.Contains(where, "://") {
		return nil, fault.New(fault.Refused, "registre.grappe_non_ouverte", "lu", withoutSecret(where))
	}
	there := *a
	there.data = where
	options := []sqlite.Option{sqlite.ReadOnly()}
	if err := there.thereIsOne(); err != nil && (!write || fault.CodeOf(err) != noLedger) {
		return nil, err
	}
	if write {
		options = nil
		if err := os.MkdirAll(where, 0o750); err != nil {
			return nil, fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
		}
	}
	log, err := there.openLog(ctx, options...)
	if err != nil {
		return nil, err
	}
	return &store{where: where, folder: where, log: log, evidence: evidence.NewFolder(where), tokens: there.tokens()}, nil
}

// secretForm is what an address holds before the machine's name.
var secretForm = regexp.MustCompile(`^([a-z+]+://).*@`)

// withoutSecret is an address as it may be shown.
func withoutSecret(address string) string { return secretForm.ReplaceAllString(address, "$1…@") }

// samePlace reports whether two names of places are one.
func samePlace(one, other string) bool {
	if one == other {
		return true
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
