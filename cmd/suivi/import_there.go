package main

import (
	"context"

	"suivi/adapters/desk"
	"suivi/domain/fault"
)

// importThere has a server import what it is sent.
type importThere struct {
	app *app
	in  desk.Import
}

func (i *importThere) prepare(ctx context.Context, in desk.Import) (desk.Imported, error) {
	in.DryRun = true
	i.app.await(i.app.t("le serveur prépare l'import…", "the server prepares the import…"))
	told, err := i.app.client().Import(ctx, in)
	in.DryRun, in.Seen = false, told.Fingerprint
	i.in = in
	return told, err
}

func (i *importThere) record(ctx context.Context) (desk.ImportReceipt, error) {
	i.app.await(i.app.t("le serveur enregistre…", "the server records…"))
	done, err := i.app.client().Import(ctx, i.in)
	if err == nil && done.Receipt == nil {
		err = fault.New(fault.Internal, "serveur.inattendu", "serveur", i.app.server, "cause", "recu")
	}
	if err != nil {
		return desk.ImportReceipt{}, err
	}
	return *done.Receipt, nil
}

func (i *importThere) close() error { return nil }

// await says, to a person at a terminal, what takes its time elsewhere.
func (a *app) await(what string) {
	if !a.quiet && isTerminal(a.Stderr) {
		a.tell(what)
	}
}
