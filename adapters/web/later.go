package web

import (
	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/projections/register"
)

// cameLater names what a page of the past does not find and one of today does,
// as people write it; "" where that is not why there is no page.
func (v *visit) cameLater(f *fault.Fault) (name string) {
	if f.Kind != fault.NotFound || !v.head.IsPast() {
		return ""
	}
	_, err := desk.Look(v.r.Context(), v.Desk, v.by, desk.Moment{}, func(r *register.View) (err error) {
		switch f.Code {
		case "recommandation.introuvable":
			name = v.head.Reference(f.Args["reference"])
			_, err = r.FindOwn(r.Spelled(f.Args["reference"]))
		case "session.inconnue":
			name = v.head.Reference(f.Args["session"])
			_, err = r.FindSession(r.Spelled(f.Args["session"]))
		case "cadre.inconnu":
			name = f.Args["cadre"]
			_, err = r.FindForum(r.Spelled(name))
		case "structure.inconnue":
			name = f.Args["structure"]
			_, err = r.FindOrganization(name)
		}
		return err
	})
	if err != nil {
		return ""
	}
	return name
}

// notYet says of what has a name that it came after the moment of the page.
func (h *head) notYet(name string) string {
	known := h.KnownAt()
	switch {
	case h.Moment.AsOf == "":
		return h.T("%s n'était pas encore dans le registre, tel que connu %s.", "%s was not in the ledger yet, as it was known %s.", name, known)
	case known == "":
		return h.T("%s n'existait pas encore au %s.", "%s did not exist yet on %s.", name, h.AsOf())
	default:
		return h.T("%s n'existait pas encore au %s, tel que connu %s.", "%s did not exist yet on %s, as it was known %s.", name, h.AsOf(), known)
	}
}
