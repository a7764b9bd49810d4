package recommendation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
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
		return first(checkListing(e.Listing), oneOf("phase", e.Phase, "", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical),
			required("texte", e.Text), oneOf("nature", e.Nature, "", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective),
			checkOwners(e.Owners), text("a_l_attention_de", e.Addressee), checkPeriod("echeance", e.Due), text("theme", e.Theme), checkSource(e.Source))
	case Validated:
		return first(checkListing(e.Listing), text("texte", e.Text), checkOwners(e.Owners), checkPeriod("echeance", e.Due))
	case SetAside:
		return first(checkSession(e.Session), text("motif", e.Reason))
	case Found:
		return first(oneOf("etat", e.State, domain.InProgress, domain.Executed, domain.NotDone), text("constat", e.Words), text("observation", e.Observation),
			checkPeriod("constate_le", e.SeenOn), text("motif_de_remise_en_suivi", e.Reopening), checkSource(e.Source))
	case CarriedOver:
		return first(checkListing(e.Listing), text("texte", e.Text), checkOwners(e.Owners), checkPeriod("echeance", e.Due),
			text("motif_de_remise_en_suivi", e.Reopening), checkSource(e.Source))
	case Classed:
		return first(required("motif", string(e.Motive)), oneOf("motif", e.Motive, MotiveNoObject, MotiveNotRetained, MotiveSplit, MotiveOther), text("mots", e.Words))
	case Declared:
		return first(present("structure", e.Owner), oneOf("etat", e.State, domain.InProgress, domain.Executed, domain.NotDone), text("mots", e.Words), checkAll(e.Evidence))
	case Reassigned:
		return first(checkOwners(e.Owners), text("motif", e.Reason))
	case DueDateSet:
		return first(checkPeriod("echeance", e.Due), text("motif", e.Reason))
	case EvidenceAttached:
		return first(checkEvidence(e.Evidence), text("mots", e.Words))
	case Linked:
		if e.To.IsZero() && blank(e.Words) {
			return fault.New(fault.Invalid, InvalidEmpty).At("mots")
		}
		return first(required("lien", string(e.Kind)), oneOf("lien", e.Kind, LinkTakenFrom, LinkIssuedFrom, LinkAnsweredBy), text("mots", e.Words))
	case Absorbed:
		return first(present("survivante", e.Survivor), oneOf("genre", e.Kind, Duplicate, Merger), text("motif", e.Reason))
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
	if blank(s) {
		return fault.New(fault.Invalid, InvalidEmpty).At(field)
	}
	return text(field, s)
}

func present(field string, id interface{ IsZero() bool }) *fault.Fault {
	if id.IsZero() {
		return fault.New(fault.Invalid, InvalidEmpty).At(field)
	}
	return nil
}

// oneOf refuses a word that is none of those that the field may hold.
func oneOf[W comparable](field string, read W, words ...W) *fault.Fault {
	if slices.Contains(words, read) {
		return nil
	}
	said := fmt.Sprint(read)
	said = strings.ToValidUTF8(said[:min(len(said), 64)], "")
	return fault.New(fault.Invalid, InvalidField, "lu", said).At(field)
}

func checkSession(id domain.SessionID) *fault.Fault { return present("session", id) }

func checkListing(l Listing) *fault.Fault {
	if l.Place < 1 {
		return fault.New(fault.Invalid, InvalidField, "lu", strconv.Itoa(l.Place)).At("place")
	}
	return cmp.Or(checkSession(l.Session), present("cadre", l.Forum), text("numero", l.Number))
}

func checkOwners(owners []domain.Owner) *fault.Fault {
	seen := make(map[domain.OrganizationID]bool, len(owners))
	for _, o := range owners {
		if o.Organization.IsZero() || seen[o.Organization] {
			return fault.New(fault.Invalid, InvalidField, "lu", o.Organization.String()).At("responsables")
		}
		seen[o.Organization] = true
		if f := oneOf("responsables", o.Role, domain.RoleUnspecified, domain.RoleLead, domain.RoleAssociated); f != nil {
			return f
		}
	}
	return nil
}

func checkPeriod(field string, p domain.Period) *fault.Fault {
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return fault.New(fault.Invalid, InvalidPeriod, "du", p.From.String(), "au", p.To.String()).At(field)
	}
	return text(field, p.Words)
}

func checkSource(s domain.Source) *fault.Fault {
	return cmp.Or(text("source", s.Document), text("source", s.Page), text("source", s.Table), text("source", s.Cell))
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
	return cmp.Or(required("nom", e.Name), text("type", e.MediaType))
}
