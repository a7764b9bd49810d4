package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"

	"github.com/oklog/ulid/v2"
)

// An import that ends early says what is recorded, whatever ended it, and
// keeps the exit code of that.
func TestAnImportCutShortSaysWhatIsRecorded(t *testing.T) {
	a := &app{}
	for _, c := range []struct {
		recorded int
		err      error
		says     string
		exit     int
	}{
		{0, fault.New(fault.Unavailable, ledger.RefusedReadOnly), "Rien n'a été enregistré", exitUnavailable},
		{2, fault.New(fault.Unavailable, ledger.RefusedReadOnly), "Événements enregistrés : 2. Libérez de la place", exitUnavailable},
		{2, context.Canceled, "interrompu : à votre demande. Événements enregistrés : 2. Relancez", exitInternal},
		{2, errors.New("disk gone"), "erreur interne : disk gone. Événements enregistrés : 2.", exitInternal},
		{2, fault.New(fault.Forbidden, "commande.sans_auteur"), "(--actor). Événements enregistrés : 2.", exitForbidden},
		{2, fault.New(fault.Conflict, importer.RefusedInterrupted, "fichier", "a.csv", "ligne", "3"), "a.csv, ligne 3 : ce qui précède est enregistré", exitConflict},
	} {
		log := memory.New()
		for range c.recorded {
			id := ulid.Make()
			if _, err := log.Append(t.Context(), "cadre-"+id.String(), event.NoStream, []event.Record{{ID: id, Type: "t", Metadata: []byte("{}"), Data: []byte("{}")}}); err != nil {
				t.Fatal(err)
			}
		}
		err := a.cutShort(t.Context(), log, event.Position{}, c.err)
		if said := a.explain(err); !strings.Contains(said, c.says) || exitOf(err) != c.exit {
			t.Errorf("%v after %d events: exit %d, %s", c.err, c.recorded, exitOf(err), said)
		}
	}
}
