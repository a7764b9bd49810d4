package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"suivi/domain/fault"
)

func TestAFaultIsFoundInAChain(t *testing.T) {
	refused := fault.New(fault.Refused, "session.close", "session", "2023/1")
	for name, c := range map[string]struct {
		err  error
		kind fault.Kind
		code string
	}{
		"itself":               {refused, fault.Refused, "session.close"},
		"wrapped":              {fmt.Errorf("append: %w", refused), fault.Refused, "session.close"},
		"the outer one":        {fault.New(fault.Invalid, "ligne.refusee").Because(refused), fault.Invalid, "ligne.refusee"},
		"none":                 {errors.New("disk full"), fault.Internal, ""},
		"no error":             {nil, fault.Internal, ""},
		"beside another error": {errors.Join(errors.New("disk full"), refused), fault.Refused, "session.close"},
	} {
		if kind, code := fault.KindOf(c.err), fault.CodeOf(c.err); kind != c.kind || code != c.code {
			t.Errorf("%s: %v %q", name, kind, code)
		}
	}
}

func TestAFaultIsNeverChanged(t *testing.T) {
	base := fault.New(fault.Invalid, "champ.vide")
	cause := errors.New("end of file")
	placed := base.At("texte").Because(cause).Allowing("executee")
	if base.Place != "" || base.Cause != nil || base.Possible != nil {
		t.Errorf("the first changed: %+v", base)
	}
	if placed.Place != "texte" || !errors.Is(placed, cause) || len(placed.Possible) != 1 || placed.Kind != fault.Invalid {
		t.Errorf("%+v", placed)
	}
}

func TestAFaultReadsAlikeEachTime(t *testing.T) {
	f := fault.New(fault.Invalid, "champ.periode_a_l_envers", "du", "2024-02-01", "au", "2024-01-01", "alone").At("echeance").Because(errors.New("row 3"))
	if got, want := f.Error(), `champ.periode_a_l_envers au="2024-01-01" du="2024-02-01" at echeance: row 3`; got != want {
		t.Errorf("%s\n%s", got, want)
	}
	if got := fault.New(fault.NotFound, "session.inconnue").Error(); got != "session.inconnue" {
		t.Error(got)
	}
}
