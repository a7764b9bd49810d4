package main

import (
	"context"
	"io"

	"suivi/adapters/client"
	"suivi/adapters/desk"
	"suivi/adapters/evidence"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
)

// Everything that a command asks or records passes through the three functions
// of this file: nothing else of what reads or records knows where the ledger
// is.

// ask asks a table, of the server where one is named, else of the data folder.
func ask[Q desk.Question, T any](ctx context.Context, a *app, t desk.Table[Q, T], q Q) (answer T, err error) {
	if a.server != "" {
		return client.Ask(ctx, a.client(), t, q)
	}
	h, err := a.openToRead(ctx)
	if err != nil {
		return answer, err
	}
	defer h.close()
	answer, _, err = desk.Ask(ctx, h.desk, a.bearer(), t, q)
	return answer, err
}

// order records c about what subject names. o says how it is given; by whom and
// in which language is filled in.
func (a *app) order(ctx context.Context, subject string, c desk.Command, o desk.Order) (desk.Receipt, error) {
	if a.server != "" {
		if err := a.saidByServer(); err != nil {
			return desk.Receipt{}, err
		}
		return a.client().Record(ctx, o, subject, c)
	}
	to := toWrite
	if c.Route().Creates {
		to = toCreate
	}
	h, err := a.open(ctx, to)
	if err != nil {
		return desk.Receipt{}, err
	}
	defer h.close()
	o.By, o.Language = a.bearer(), a.l
	receipt, err := h.desk.Record(ctx, o, subject, c)
	if err == nil && h.fresh { // who mistyped the folder's name finds it by this
		a.tell(a.t("nouveau registre dans « ", "new ledger in \"") + h.where + a.t(" ».", "\"."))
	}
	return receipt, err
}

// keepEvidence keeps the bytes of a piece of evidence, durably, and describes
// them.
func (a *app) keepEvidence(ctx context.Context, name string, from io.Reader) (recommendation.Evidence, error) {
	if a.server != "" {
		return a.client().Keep(ctx, name, from)
	}
	if a.store != "" {
		s, err := a.openStore(ctx, a.where(), toWrite)
		if err != nil {
			return recommendation.Evidence{}, err
		}
		defer s.log.Close()
		return s.evidence.Keep(ctx, name, from)
	}
	if err := a.thereIsOne(); err != nil {
		return recommendation.Evidence{}, err
	}
	return evidence.NewFolder(a.data).Keep(ctx, name, from)
}

// client asks the server that --server names.
func (a *app) client() *client.Client {
	return &client.Client{URL: a.server, Token: string(a.token), Language: a.l}
}

// saidByServer refuses the options that a server does not take from who asks:
// it takes them from the token and from its own clock.
func (a *app) saidByServer() error {
	for _, name := range []string{"actor", "function"} {
		if a.given[name].origin == "option" {
			return fault.New(fault.Invalid, "option.dit_par_le_serveur").At("--" + name)
		}
	}
	if a.todayText != "" {
		return fault.New(fault.Invalid, "option.dit_par_le_serveur").At("--today")
	}
	return nil
}

// onStore refuses a server to a command that works on the store itself.
func (a *app) onStore() error {
	if a.server != "" {
		return fault.New(fault.Invalid, "option.pas_par_un_serveur").At(a.given["server"].place)
	}
	return nil
}

// onFolder refuses besides a cluster, to a command that works on a data folder.
func (a *app) onFolder() error {
	if a.store != "" {
		return fault.New(fault.Invalid, "option.pas_sur_une_grappe").At(a.given["store"].place)
	}
	return a.onStore()
}

// bearer is who runs the command: whoever reads the folder may do everything.
func (a *app) bearer() access.Bearer {
	return access.Bearer{Actor: event.Actor{ID: a.actor, Function: a.function}, Scope: access.Record}
}
