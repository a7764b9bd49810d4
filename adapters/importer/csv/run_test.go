package csv

import (
	"context"
	"errors"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// An import that ends early says what is recorded, whatever ended it, and
// keeps the kind of that, by which programs end.
func TestAnImportCutShortSaysWhatIsRecorded(t *testing.T) {
	for _, c := range []struct {
		recorded int
		err      error
		says     string
		kind     fault.Kind
	}{
		{0, fault.New(fault.Unavailable, ledger.RefusedReadOnly), "Rien n'a été enregistré", fault.Unavailable},
		{2, fault.New(fault.Unavailable, ledger.RefusedReadOnly), "Événements enregistrés : 2. Libérez de la place", fault.Unavailable},
		{2, context.Canceled, "interrompu : à votre demande. Événements enregistrés : 2. Relancez", fault.Internal},
		{2, errors.New("disk gone"), "erreur interne : disk gone. Événements enregistrés : 2.", fault.Internal},
		{2, fault.New(fault.Forbidden, "commande.sans_auteur"), "(--actor). Événements enregistrés : 2.", fault.Forbidden},
		{2, fault.New(fault.Conflict, importer.RefusedInterrupted), importer.RefusedInterrupted, fault.Conflict},
	} {
		err := cutShort(c.recorded, c.err, glossary.French)
		if said := i18n.Explain(err, glossary.French); !strings.Contains(said, c.says) || fault.KindOf(err) != c.kind {
			t.Errorf("%v after %d events: %s, %s", c.err, c.recorded, fault.KindOf(err), said)
		}
	}
}
