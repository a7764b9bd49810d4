// Package desk takes what people and programs ask of the ledger, in the words
// and references that they use, and answers with the ledger's receipts and the
// projections' tables. It is the table of contents of the house: every command
// (type Command) and every table (type Table) with its name on the command line
// and its address in the API. The command line, the API and its client all
// speak through it, so that they cannot differ.
//
// It holds no rule of the ledger: those are the deciders'. It knows what a
// reference finds, how a date or an état is written, and which day it is.
package desk

import (
	"context"
	"io"
	"time"

	"suivi/domain"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/runner"
)

// Desk answers. Its methods may be called at the same time.
type Desk struct {
	Ledger   *ledger.Ledger
	Runner   *runner.Runner
	Evidence Evidence
	// Observe is told of each command, how many events it recorded and why it
	// was refused. Nil: nobody is.
	Observe func(command string, events int, err error)
	// Place is where days are told: what is recorded without a day takes
	// effect on the day that it is there.
	Place *time.Location

	repeats repeats
}

// Evidence keeps the bytes of evidence, by their SHA-256, apart from the
// events.
type Evidence interface {
	// Keep stores what it reads, durably, and describes it; the same bytes
	// again are kept once.
	Keep(ctx context.Context, name string, from io.Reader) (recommendation.Evidence, error)
	// Open gives the bytes; an error that is fs.ErrNotExist where none are
	// kept under that hash (64 hexadecimal digits).
	Open(ctx context.Context, sha256 string) (io.ReadSeekCloser, error)
	// Describe gives what Keep said of the bytes kept under a hash, were they
	// kept under name; errors are Open's.
	Describe(ctx context.Context, name, sha256 string) (recommendation.Evidence, error)
}

// Today is the day that it is now, at the desk's place.
func (d *Desk) Today() domain.Day { return domain.DayOf(d.Ledger.Clock(), d.Place) }
