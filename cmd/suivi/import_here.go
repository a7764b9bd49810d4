package main

import (
	"context"
	"path/filepath"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// importHere imports into the data folder.
type importHere struct {
	app   *app
	today domain.Day
	house *house
	run   *csv.Run
}

// importHere opens the data folder. A dry run may find no ledger there.
func (a *app) importHere(ctx context.Context, dryRun bool) (importPlace, error) {
	today, err := a.today()
	if err != nil {
		return nil, err
	}
	to := toCreate
	if dryRun {
		to = toWrite
	}
	h, err := a.open(ctx, to)
	if dryRun && fault.CodeOf(err) == noLedger {
		h, err = a.wire(&store{log: memory.New(), decisions: csv.KeptFile(filepath.Join(a.data, decisionsName))}), nil
	}
	if err != nil {
		return nil, err
	}
	return &importHere{app: a, today: today, house: h}, nil
}

func (i *importHere) prepare(ctx context.Context, in desk.Import) (told desk.Imported, err error) {
	i.run, err = i.app.prepareImport(ctx, i.house, event.Actor{ID: i.app.actor, Function: i.app.function}, i.today, in)
	if err != nil {
		return told, err
	}
	return i.run.Told()
}

func (i *importHere) record(ctx context.Context) (desk.ImportReceipt, error) {
	tick, end := func(int) {}, func() {}
	begun := false
	defer func() { end() }()
	return i.run.Record(ctx, i.app.l, func(done, total int) {
		if !begun {
			tick, end = i.app.counting(i.app.t("enregistrement", "recording"), total)
			begun = true
		}
		tick(done)
	})
}

func (i *importHere) close() error { return i.house.close() }

// prepareImport works out what in would record in h, the house of the data
// folder.
func (a *app) prepareImport(ctx context.Context, h *house, by event.Actor, today domain.Day, in desk.Import) (*csv.Run, error) {
	return csv.Prepare(ctx, importer.Book{Ledger: h.ledger, Runner: h.runner}, h.decisions, in, importer.Options{Actor: by, Today: today, NewLog: newMemory})
}

// intake does the imports that clients of a server over h ask for.
func (a *app) intake(h *house) *csv.Intake {
	return &csv.Intake{Book: importer.Book{Ledger: h.ledger, Runner: h.runner}, Kept: h.decisions, Today: h.desk.Today, NewLog: newMemory}
}

// imports does an import, or tells what it would do.
type imports func(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error)

// observed is do, of which observe is told as of a command where it records.
func observed(do imports, observe func(command string, events int, err error)) imports {
	return func(ctx context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error) {
		done, err := do(ctx, by, l, in)
		events := 0
		if done.Receipt != nil {
			events = done.Receipt.Events
		}
		if !in.DryRun {
			observe("import", events, err)
		}
		return done, err
	}
}

func newMemory() ledger.EventLog { return memory.New() }
