package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// house is everything wired together, over one store.
type house struct {
	*store
	registry *event.Registry
	runner   *runner.Runner
	ledger   *ledger.Ledger
	desk     *desk.Desk
}

// open wires the house over the store that the settings name. Steps that a
// process left half done are completed. The register has caught up when it
// returns.
func (a *app) open(ctx context.Context, to intent) (*house, error) {
	return whole(a.openWith(ctx, to, nil))
}

// whole refuses a house whose register stopped at an event that it cannot read:
// what a command answered would lack all that follows.
func whole(h *house, err error) (*house, error) {
	if err != nil {
		return nil, err
	}
	u, stopped := errors.AsType[*runner.Unreadable](h.runner.Failure())
	if !stopped {
		return h, nil
	}
	h.close()
	return nil, fault.New(fault.Unavailable, "registre.evenement_illisible", "position", u.Position.String(), "flux", u.Stream, "type", string(u.Type)).Because(u)
}

// openWith is open over the log as watched, where it is not nil, makes it. The
// register may have stopped at an event that it cannot read: its runner tells.
func (a *app) openWith(ctx context.Context, to intent, watched func(ledger.EventLog) ledger.EventLog) (*house, error) {
	if err := a.onStore(); err != nil {
		return nil, err
	}
	s, err := a.openStore(ctx, a.where(), to)
	if err != nil {
		return nil, err
	}
	if watched != nil {
		s.log = watched(s.log)
	}
	return a.start(ctx, s)
}

// noLedger: the data folder holds none.
const noLedger = "registre.absent"

// thereIsOne says nothing where the data folder holds a ledger, or what may be
// one.
func (a *app) thereIsOne() error {
	if st, err := os.Stat(a.data); err == nil && !st.IsDir() {
		return fault.New(fault.NotFound, "registre.pas_un_dossier", "dossier", a.data)
	}
	if _, err := os.Stat(filepath.Join(a.data, sqlite.FileName)); errors.Is(err, os.ErrNotExist) {
		return fault.New(fault.NotFound, noLedger, "dossier", a.data)
	}
	return nil
}

// openToRead is open for who only reads. Where the data folder takes no writes,
// what it holds is read all the same.
func (a *app) openToRead(ctx context.Context) (*house, error) {
	h, err := a.open(ctx, toWrite)
	if fault.CodeOf(err) != ledger.RefusedReadOnly {
		return h, err
	}
	if h, err = a.open(ctx, toRead); err == nil {
		a.tell(a.t("le dossier « "+a.data+" » ne peut pas être écrit : il est seulement lu.", "the folder \""+a.data+"\" cannot be written: it is only read."))
	}
	return h, err
}

// openToServe is openWith for a server: on a new folder where there is none,
// and only to be read where the folder takes no writes.
func (a *app) openToServe(ctx context.Context, watched func(ledger.EventLog) ledger.EventLog) (h *house, readOnly bool, err error) {
	h, err = a.openWith(ctx, toCreate, watched)
	if fault.CodeOf(err) != ledger.RefusedReadOnly || a.thereIsOne() != nil {
		return h, false, err
	}
	h, err = a.openWith(ctx, toRead, watched)
	return h, true, err
}

// lockPoll is how often a command that waits for the data folder tries again.
const lockPoll = 50 * time.Millisecond

// openLog opens the log. Every command holds the folder alone, a reading one
// as well, since it completes what another left half done: it waits for its
// turn, as long as patience lasts.
func (a *app) openLog(ctx context.Context, options ...sqlite.Option) (ledger.EventLog, error) {
	for start := time.Now(); ; {
		log, err := sqlite.Open(ctx, a.data, options...)
		if err == nil {
			return log, nil
		}
		if url := a.servedAt(err); url != "" {
			return nil, fault.New(fault.Conflict, "registre.tenu_par_un_serveur", "dossier", a.data, "serveur", url).Because(err)
		}
		if !errors.Is(err, ledger.ErrInUse) || time.Since(start) >= a.Patience {
			return nil, a.openFault(err)
		}
		select {
		case <-ctx.Done():
			return nil, a.openFault(err)
		case <-time.After(lockPoll):
		}
	}
}

// start brings the register up to the log, and completes half-done steps where
// the log takes writes. An event that cannot be read stops the register alone,
// and with it what asks it.
func (a *app) start(ctx context.Context, s *store) (*house, error) {
	h := a.wire(s)
	tick, end := a.reading(ctx, s, a.t("lecture du registre", "reading the ledger"))
	err := h.runner.CatchUp(ctx, tick)
	end()
	if err != nil {
		return h.unlessStopped(err)
	}
	if _, err := h.ledger.CompleteSteps(ctx); err != nil && fault.KindOf(err) != fault.Unavailable {
		h.close()
		return nil, err
	}
	if err := h.runner.CatchUp(ctx, nil); err != nil {
		return h.unlessStopped(err)
	}
	return h, nil
}

// unlessStopped closes the house for an error, but for that of an event that
// cannot be read, which the runner keeps.
func (h *house) unlessStopped(err error) (*house, error) {
	if h.runner.Failure() != nil {
		return h, nil
	}
	h.close()
	return nil, err
}

func (a *app) wire(s *store) *house {
	registry := ledger.NewRegistry()
	r := runner.New(s.log, registry)
	l := &ledger.Ledger{Log: s.log, Registry: registry, Lists: r, Clock: a.Now}
	d := &desk.Desk{Ledger: l, Runner: r, Evidence: s.evidence, Place: a.place}
	return &house{s, registry, r, l, d}
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
