package recommendation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// Codes of what cannot be read as a fact at all.
const (
	InvalidEmpty   = field.Empty
	InvalidField   = field.Invalid
	InvalidTooLong = field.TooLong
	InvalidPeriod  = field.Backward
	InvalidUTF8    = field.NotUTF8
	InvalidDay     = field.NoDay
)

// MaxText is the longest text that a field takes, in bytes.
const MaxText = field.MaxText

// check refuses what no recommendation could ever record, naming the field by
// its stored name.
func check(e Event, day domain.Day) error {
	if f := field.Day(day); f != nil {
		return f
	}
	switch e := e.(type) {
	case Formulated:
		return field.First(checkListing(e.Listing), field.OneOf("phase", e.Phase, "", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical),
			field.Required("texte", e.Text), field.OneOf("nature", e.Nature, "", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective),
			checkOwners(e.Owners), field.Text("a_l_attention_de", e.Addressee), field.Period("echeance", e.Due), field.Text("theme", e.Theme), field.Source(e.Source))
	case Validated:
		return field.First(checkListing(e.Listing), field.Text("texte", e.Text), checkOwners(e.Owners), field.Period("echeance", e.Due), field.Source(e.Source))
	case SetAside:
		return field.First(checkSession(e.Session), field.Text("motif", e.Reason), field.Source(e.Source))
	case Found:
		return field.First(field.OneOf("etat", e.State, domain.InProgress, domain.Executed, domain.NotDone), field.Text("constat", e.Words), field.Text("observation", e.Observation),
			field.Period("constate_le", e.SeenOn), field.Text("motif_de_remise_en_suivi", e.Reopening), field.Source(e.Source))
	case CarriedOver:
		return field.First(checkListing(e.Listing), field.Text("texte", e.Text), checkOwners(e.Owners), field.Period("echeance", e.Due),
			field.Text("motif_de_remise_en_suivi", e.Reopening), field.Source(e.Source))
	case Classed:
		return field.First(field.Required("motif", string(e.Motive)), field.OneOf("motif", e.Motive, MotiveNoObject, MotiveNotRetained, MotiveSplit, MotiveOther),
			field.Text("constat", e.Words), field.Text("observation", e.Observation), field.Source(e.Source))
	case Declared:
		return field.First(field.Present("structure", e.Owner), field.OneOf("etat", e.State, domain.InProgress, domain.Executed, domain.NotDone), field.Text("mots", e.Words), checkAll(e.Evidence), field.Source(e.Source))
	case Reassigned:
		return field.First(checkOwners(e.Owners), field.Text("motif", e.Reason), field.Source(e.Source))
	case DueDateSet:
		return field.First(field.Period("echeance", e.Due), field.Text("motif", e.Reason), field.Source(e.Source))
	case EvidenceAttached:
		return field.First(checkEvidence(e.Evidence), field.Text("mots", e.Words))
	case Linked:
		if e.To.IsZero() && field.Blank(e.Words) {
			return fault.New(fault.Invalid, InvalidEmpty).At("mots")
		}
		return field.First(field.Required("lien", string(e.Kind)), field.OneOf("lien", e.Kind, LinkTakenFrom, LinkIssuedFrom, LinkAnsweredBy), field.Text("mots", e.Words), field.Source(e.Source))
	case Absorbed:
		return field.First(field.Present("survivante", e.Survivor), field.OneOf("genre", e.Kind, Duplicate, Merger), field.Text("motif", e.Reason), field.Source(e.Source))
	}
	return nil
}

func checkSession(id domain.SessionID) *fault.Fault { return field.Present("session", id) }

func checkListing(l Listing) *fault.Fault {
	return cmp.Or(field.Within("place", l.Place, 1, field.MaxPlace), checkSession(l.Session), field.Present("cadre", l.Forum), field.Text("numero", l.Number))
}

func checkOwners(owners []domain.Owner) *fault.Fault {
	seen := make(map[domain.OrganizationID]bool, len(owners))
	for _, o := range owners {
		if o.Organization.IsZero() || seen[o.Organization] {
			return fault.New(fault.Invalid, InvalidField, "lu", o.Organization.String()).At("responsables")
		}
		seen[o.Organization] = true
		if f := field.OneOf("responsables", o.Role, domain.RoleUnspecified, domain.RoleLead, domain.RoleAssociated); f != nil {
			return f
		}
	}
	return nil
}

func checkAll(evidence []Evidence) *fault.Fault {
	for _, e := range evidence {
		if f := checkEvidence(e); f != nil {
			return f
		}
	}
	return nil
}

func checkEvidence(e Evidence) *fault.Fault {
	if sum, err := hex.DecodeString(e.SHA256); err != nil || len(sum) != sha256.Size {
		return fault.New(fault.Invalid, InvalidField).At("sha256")
	}
	if e.Size < 0 {
		return fault.New(fault.Invalid, InvalidField, "lu", strconv.FormatInt(e.Size, 10)).At("taille")
	}
	return cmp.Or(field.Required("nom", e.Name), field.Text("type", e.MediaType))
}
