package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/migrate"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/integrity"
)

// migration is what a migration did, as a program reads it.
type migration struct {
	From         string   `json:"de"`
	To           string   `json:"vers"`
	Events       int      `json:"evenements"` // on either side, once done
	Copied       int      `json:"copies"`     // of them, by this run
	SourceSHA256 string   `json:"empreinte_depart"`
	TargetSHA256 string   `json:"empreinte_arrivee"`
	Evidence     int      `json:"pieces"` // that the target has
	Missing      []string `json:"pieces_absentes"`
	Altered      []string `json:"pieces_alterees"`
	Tokens       int      `json:"jetons"`
	Unreadable   int      `json:"jetons_illisibles,omitzero"`
}

func (a *app) migrating() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use: a.t("migrate --from DÉPART --to ARRIVÉE", "migrate --from SOURCE --to TARGET"), Args: cobra.NoArgs, GroupID: groupKeeping,
		Short: a.t("copie le registre, ses pièces et ses jetons vers un autre dossier ou une grappe", "copies the ledger, its evidence and its tokens to another folder or a cluster"),
		Long: a.t("Les événements gardent leur identifiant, leur ordre, leur heure et leurs octets ; seules les positions changent, car chaque registre a les siennes.\nL'arrivée est vide, ou tient un début du registre de départ : une copie coupée reprend donc où elle en était, par la même commande.\nÀ la fin, les deux côtés sont relus événement par événement. Le départ n'est pas touché ; que personne n'écrive pendant la copie.",
			"Events keep their ids, their order, their times and their bytes; positions alone change, since each ledger has its own.\nThe target is empty, or holds a beginning of the source: a copy that was cut goes on from where it was, by the same command.\nAt the end both sides are read again, event by event. The source is not touched; nobody should write while it is copied."),
		Example: "  suivi migrate --from data --to /srv/suivi/data",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.runMigrate(c.Context(), from, to)
		},
	}
	c.Flags().StringVar(&from, "from", "", a.t("dossier de `DÉPART`, esdb://…, ou @FICHIER qui tient cette adresse (obligatoire)", "folder to copy from, esdb://…, or @FILE that holds that address (required; `SOURCE`)"))
	c.Flags().StringVar(&to, "to", "", a.t("dossier d'`ARRIVÉE`, esdb://…, ou @FICHIER qui tient cette adresse (obligatoire)", "folder to copy to, esdb://…, or @FILE that holds that address (required; `TARGET`)"))
	_ = c.MarkFlagRequired("from")
	_ = c.MarkFlagRequired("to")
	return c
}

func (a *app) runMigrate(ctx context.Context, from, to string) error {
	if err := a.onStore(); err != nil {
		return err
	}
	var err error
	if from, err = placeNamed(from); err != nil {
		return at(err, "--from")
	}
	if to, err = placeNamed(to); err != nil {
		return at(err, "--to")
	}
	if samePlace(from, to) {
		return fault.New(fault.Invalid, "migration.meme_endroit", "ou", withoutSecret(to)).At("--to")
	}
	source, err := a.openStore(ctx, from, toRead)
	if err != nil {
		return unplacedAt(err, "--from")
	}
	defer source.log.Close()
	target, err := a.openStore(ctx, to, toCreate)
	if err != nil {
		return unplacedAt(err, "--to")
	}
	defer target.log.Close()
	done, err := a.migrate(ctx, source, target)
	if err != nil {
		return err
	}
	if err := a.print(done, a.migrated(done)); err != nil {
		return err
	}
	if len(done.Missing)+len(done.Altered)+done.Unreadable > 0 {
		return errUnsettled
	}
	return nil
}

// placeNamed is the place that an option names: after "@" it names a file that
// holds the address, since a command line is seen by everybody on the machine.
func placeNamed(option string) (string, error) {
	file, is := strings.CutPrefix(option, "@")
	if !is {
		return option, nil
	}
	text, err := readSmall(file)
	return strings.TrimSpace(string(text)), err
}

// migrate copies what the target lacks. What the events name goes before them,
// so that no event ever names what is not there; nothing is written to a target
// that is not a beginning of the source.
func (a *app) migrate(ctx context.Context, source, target *store) (migration, error) {
	done := migration{From: source.where, To: target.where, Missing: []string{}, Altered: []string{}}
	named := integrity.New(ledger.NewRegistry())
	before, err := a.compare(ctx, source, target, a.t("comparaison", "comparing"), named.Add)
	if err != nil {
		return done, err
	}
	stopped := func(copied int, err error) error {
		return migrationStopped(ctx, target, before.Target.Events+copied, err)
	}
	tokens, err := a.lackingTokens(ctx, source, target, &done)
	if err != nil {
		return done, stopped(0, err)
	}
	if err := a.migrateEvidence(ctx, source, target, named.Report().Evidence, &done); err != nil {
		return done, stopped(0, err)
	}
	if err := tokens.add(ctx, target); err != nil {
		return done, stopped(0, err)
	}
	if err := migrateDecisions(ctx, source, target); err != nil {
		return done, stopped(0, err)
	}
	tick, end := a.counting(a.t("copie", "copying"), before.Source.Events-before.Target.Events)
	defer end()
	done.Copied, err = migrate.Copy(ctx, source.log, target.log, before.After, tick)
	end()
	if err != nil {
		return done, stopped(done.Copied, err)
	}
	after, err := a.compare(ctx, source, target, a.t("relecture", "reading again"), nil)
	if fault.KindOf(err) == fault.Refused {
		return done, fault.New(fault.Conflict, "migration.arrivee_change", "ou", target.where).Because(err)
	}
	if err != nil {
		return done, err
	}
	if !after.Complete() {
		return done, fault.New(fault.Conflict, "migration.depart_change", "de", source.where)
	}
	done.Events, done.SourceSHA256, done.TargetSHA256 = after.Source.Events, after.Source.SHA256, after.Target.SHA256
	return done, nil
}

// compare reads both sides, and tells what of the target is not the source's.
func (a *app) compare(ctx context.Context, source, target *store, what string, each func(event.Record)) (migrate.Standing, error) {
	tick, end := a.reading(ctx, source, what)
	defer end()
	n := 0
	s, err := migrate.Compare(ctx, source.log, target.log, func(rec event.Record) {
		if each != nil {
			each(rec)
		}
		if n++; n%1000 == 0 {
			tick(n)
		}
	})
	d, is := errors.AsType[*migrate.Difference](err)
	switch {
	case err == nil:
		return s, nil
	case !is:
		return s, migrationStopped(ctx, target, s.Target.Events, err)
	case d.Field == "":
		return s, fault.New(fault.Refused, "migration.arrivee_en_avance", "ou", target.where, "nombre", strconv.Itoa(d.Number-1), "flux", d.Target.Stream, "evenement", d.Target.ID.String()).Because(err)
	}
	return s, fault.New(fault.Refused, "migration.autre_registre", "ou", target.where, "numero", strconv.Itoa(d.Number), "champ", d.Field,
		"flux", d.Target.Stream, "evenement", d.Target.ID.String(), "attendu", d.Source.Stream, "autre", d.Source.ID.String()).Because(err)
}

// migrationStopped says how to go on after what ended a migration.
func migrationStopped(ctx context.Context, target *store, events int, err error) error {
	_, conflict := errors.AsType[*ledger.VersionConflict](err)
	switch {
	case ctx.Err() != nil:
		return fault.New(fault.Unavailable, "migration.interrompue", "ou", target.where).Because(err)
	case errors.Is(err, ledger.ErrUnavailable), errors.Is(err, eventstoredb.ErrDenied): // of a cluster, on either side
		return fault.New(fault.Unavailable, "migration.arretee", "ou", target.where, "cause", lastOf(err.Error())).Because(err)
	case errors.Is(err, ledger.ErrReadOnly), fault.CodeOf(err) == ledger.RefusedReadOnly:
		return fault.New(fault.Unavailable, "migration.arrivee_non_ecrite", "ou", target.where, "nombre", strconv.Itoa(events)).Because(err)
	case conflict:
		return fault.New(fault.Conflict, "migration.arrivee_change", "ou", target.where).Because(err)
	case fault.CodeOf(err) != "":
		return err
	}
	return fault.New(fault.Unavailable, "migration.arretee", "ou", target.where, "cause", err.Error()).Because(err)
}
