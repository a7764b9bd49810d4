package main

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// house is everything wired together, over one data folder.
type house struct {
	log      ledger.EventLog
	registry *event.Registry
	runner   *runner.Runner
	ledger   *ledger.Ledger
}

// open wires the house over the data folder; where create is not set, a folder
// that holds no ledger is refused. Steps that a process left half done are
// completed. The register has caught up when it returns.
func (a *app) open(ctx context.Context, create bool) (*house, error) {
	if !create {
		if _, err := os.Stat(filepath.Join(a.data, sqlite.FileName)); errors.Is(err, os.ErrNotExist) {
			return nil, fault.New(fault.NotFound, "registre.absent", "dossier", a.data)
		}
	} else if err := os.MkdirAll(a.data, 0o750); err != nil {
		return nil, fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
	}
	log, err := sqlite.Open(ctx, a.data)
	if err != nil {
		return nil, a.openFault(err)
	}
	return a.start(ctx, log)
}

// openToRead wires the house over a data folder that holds a ledger; where the
// folder takes no writes, what it holds is read all the same.
func (a *app) openToRead(ctx context.Context) (*house, error) {
	h, err := a.open(ctx, false)
	if fault.CodeOf(err) != ledger.RefusedReadOnly {
		return h, err
	}
	log, err := sqlite.Open(ctx, a.data, sqlite.ReadOnly())
	if err != nil {
		return nil, a.openFault(err)
	}
	a.tell(a.t("le dossier « "+a.data+" » ne peut pas être écrit : il est seulement lu.", "the folder \""+a.data+"\" cannot be written: it is only read."))
	return a.start(ctx, log)
}

// start brings the register up to the log, and completes half-done steps where
// the log takes writes.
func (a *app) start(ctx context.Context, log ledger.EventLog) (*house, error) {
	h := a.wire(log)
	if err := h.runner.CatchUp(ctx, a.progress(ctx, log, a.t("lecture du registre", "reading the ledger"))); err != nil {
		log.Close()
		return nil, err
	}
	if _, err := h.ledger.CompleteSteps(ctx); err != nil && fault.KindOf(err) != fault.Unavailable {
		log.Close()
		return nil, err
	}
	if err := h.runner.CatchUp(ctx, nil); err != nil {
		log.Close()
		return nil, err
	}
	return h, nil
}

func (a *app) wire(log ledger.EventLog) *house {
	registry := ledger.NewRegistry()
	r := runner.New(log, registry)
	return &house{log: log, registry: registry, runner: r, ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: r, Clock: a.Now}}
}

func (a *app) openFault(err error) error {
	switch {
	case errors.Is(err, ledger.ErrInUse):
		return fault.New(fault.Conflict, ledger.RefusedInUse, "dossier", a.data).Because(err)
	case errors.Is(err, ledger.ErrNewerFormat):
		return fault.New(fault.Refused, ledger.RefusedNewer, "dossier", a.data).Because(err)
	case errors.Is(err, ledger.ErrNotALedger):
		return fault.New(fault.Refused, "registre.autre_fichier", "fichier", filepath.Join(a.data, sqlite.FileName)).Because(err)
	case errors.Is(err, ledger.ErrReadOnly):
		return fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
	}
	return fault.New(fault.Internal, "registre.illisible", "dossier", a.data, "cause", err.Error()).Because(err)
}

func (h *house) close() error { return h.log.Close() }

// newMeta stamps a command of this run: a fresh id, and who gives it.
func (a *app) newMeta() ledger.Meta {
	id := ulid.MustNew(ulid.Timestamp(a.Now()), rand.Reader)
	return ledger.Meta{Command: id, Actor: event.Actor{ID: a.actor, Function: a.function}}
}

// ask opens the data folder and asks one question of the view that the flags
// name.
func (a *app) ask(ctx context.Context, question func(h *house, v *register.View) error) error {
	m, err := a.moment()
	if err != nil {
		return err
	}
	h, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	return h.runner.Register().Query(m, func(v *register.View) error { return question(h, v) })
}
