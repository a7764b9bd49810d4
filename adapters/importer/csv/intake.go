package csv

import (
	"context"
	"sync"

	"suivi/adapters/desk"
	"suivi/adapters/importer"
	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// Intake does the imports that clients of a server ask for, one at a time: each
// works on a copy of the ledger, in memory.
type Intake struct {
	Book importer.Book
	Kept Kept
	// Today is the day that it is now.
	Today func() domain.Day
	// NewLog makes an empty event log in memory.
	NewLog func() ledger.EventLog

	turn sync.Mutex
}

// Import does in, or tells what it would do. What has begun to be recorded goes
// on to its end, also where ctx ends: a client that is gone gives the same
// import again and finds it done.
func (i *Intake) Import(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (told desk.Imported, err error) {
	if err := by.May(access.Action{Needs: access.Record, Name: "import"}); err != nil {
		return told, err
	}
	if !i.turn.TryLock() {
		return told, fault.New(fault.Conflict, desk.RefusedImportUnderWay)
	}
	defer i.turn.Unlock()
	run, err := Prepare(ctx, i.Book, i.Kept, in, importer.Options{Actor: by.Actor, Today: i.Today(), NewLog: i.NewLog})
	if err != nil {
		return told, err
	}
	if told, err = run.Told(); err != nil || in.DryRun {
		return told, err
	}
	if in.Seen != "" && in.Seen != told.Fingerprint {
		return told, fault.New(fault.Conflict, desk.RefusedPlanOutOfDate)
	}
	if told.Refused != nil {
		return told, told.Refused
	}
	receipt, err := run.Record(context.WithoutCancel(ctx), l, nil)
	if err == nil {
		told.Receipt = &receipt
	}
	return told, err
}
