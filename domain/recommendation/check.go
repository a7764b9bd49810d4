package recommendation

import (
	"strconv"
	"unicode/utf8"

	"suivi/domain"
	"suivi/domain/fault"
)

// Codes of what cannot be read as a fact at all.
const (
	InvalidEmpty   = "champ.vide"
	InvalidField   = "champ.invalide"
	InvalidTooLong = "champ.trop_long"
	InvalidPeriod  = "champ.periode_a_l_envers"
	InvalidUTF8    = "champ.encodage"
	InvalidDay     = "champ.jour_absent"
)

// MaxText is the longest text that a field takes, in bytes: fifteen printed
// pages, and well below the limit of one event.
const MaxText = 64 << 10

// check refuses what no recommendation could ever record, naming the field by
// its stored name.
func check(e Event, day domain.Day) error {
	if day == 0 {
		return fault.New(fault.Invalid, InvalidDay).At("effet")
	}
	switch e := e.(type) {
	case Formulated:
		return first(checkListing(e.Listing), required("texte", e.Text), checkOwners(e.Owners), checkPeriod("echeance", e.Due),
			text("theme", e.Theme), text("a_l_attention_de", e.Addressee), checkNature(e.Nature))
	case Validated:
		return first(checkListing(e.Listing), text("texte", e.Text), checkOwners(e.Owners), checkPeriod("echeance", e.Due))
	case SetAside:
		return first(checkSession(e.Session), text("motif", e.Reason))
	case Found:
		if e.State != domain.InProgress && e.State != domain.Executed && e.State != domain.NotDone {
			return fault.New(fault.Invalid, InvalidField, "lu", e.State.String()).At("etat")
		}
		return first(text("constat", e.Words), text("observation", e.Observation), checkPeriod("constate_le", e.SeenOn), text("motif_de_remise_en_suivi", e.Reopening))
	case CarriedOver:
		return first(checkListing(e.Listing), text("texte", e.Text), checkOwners(e.Owners), checkPeriod("echeance", e.Due), text("motif_de_remise_en_suivi", e.Reopening))
	case Classed:
		return first(required("motif", string(e.Motive)), text("mots", e.Words))
	case Declared:
		if e.Owner.IsZero() {
			return fault.New(fault.Invalid, InvalidEmpty).At("structure")
		}
		if e.State != domain.InProgress && e.State != domain.Executed && e.State != domain.NotDone {
			return fault.New(fault.Invalid, InvalidField, "lu", e.State.String()).At("etat")
		}
		for _, p := range e.Evidence {
			if err := checkEvidence(p); err != nil {
				return err
			}
		}
		return first(text("mots", e.Words))
	case Reassigned:
		return first(checkOwners(e.Owners), text("motif", e.Reason))
	case DueDateSet:
		return first(checkPeriod("echeance", e.Due), text("motif", e.Reason))
	case EvidenceAttached:
		return first(checkEvidence(e.Evidence), text("mots", e.Words))
	case Linked:
		if e.To.IsZero() && e.Words == "" {
			return fault.New(fault.Invalid, InvalidEmpty).At("mots")
		}
		return first(required("lien", string(e.Kind)), text("mots", e.Words))
	case Absorbed:
		if e.Kind != Duplicate && e.Kind != Merger {
			return fault.New(fault.Invalid, InvalidField, "lu", string(e.Kind)).At("genre")
		}
		return first(text("motif", e.Reason))
	}
	return nil
}

// first gives the first fault, and a nil error where there is none.
func first(errs ...*fault.Fault) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func text(field, s string) *fault.Fault {
	if len(s) > MaxText {
		return fault.New(fault.Invalid, InvalidTooLong, "taille", strconv.Itoa(len(s)), "limite", strconv.Itoa(MaxText)).At(field)
	}
	if !utf8.ValidString(s) {
		return fault.New(fault.Invalid, InvalidUTF8).At(field)
	}
	return nil
}

func required(field, s string) *fault.Fault {
	if s == "" {
		return fault.New(fault.Invalid, InvalidEmpty).At(field)
	}
	return text(field, s)
}

func checkReason(s string) error {
	return first(required("motif", s))
}

func checkSession(id domain.SessionID) *fault.Fault {
	if id.IsZero() {
		return fault.New(fault.Invalid, InvalidEmpty).At("session")
	}
	return nil
}

func checkListing(l Listing) *fault.Fault {
	if f := checkSession(l.Session); f != nil {
		return f
	}
	if l.Forum.IsZero() {
		return fault.New(fault.Invalid, InvalidEmpty).At("cadre")
	}
	if l.Place < 1 {
		return fault.New(fault.Invalid, InvalidField, "lu", strconv.Itoa(l.Place)).At("place")
	}
	return text("numero", l.Number)
}

func checkNature(n domain.Nature) *fault.Fault {
	switch n {
	case "", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective:
		return nil
	}
	return fault.New(fault.Invalid, InvalidField, "lu", string(n)).At("nature")
}

func checkOwners(owners []domain.Owner) *fault.Fault {
	seen := make(map[domain.OrganizationID]bool, len(owners))
	for _, o := range owners {
		if o.Organization.IsZero() || seen[o.Organization] {
			return fault.New(fault.Invalid, InvalidField, "lu", o.Organization.String()).At("responsables")
		}
		seen[o.Organization] = true
	}
	return nil
}

func checkPeriod(field string, p domain.Period) *fault.Fault {
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return fault.New(fault.Invalid, InvalidPeriod, "du", p.From.String(), "au", p.To.String()).At(field)
	}
	return text(field, p.Words)
}

func checkEvidence(e Evidence) *fault.Fault {
	if len(e.SHA256) != 64 {
		return fault.New(fault.Invalid, InvalidField, "lu", e.SHA256).At("sha256")
	}
	return required("nom", e.Name)
}
