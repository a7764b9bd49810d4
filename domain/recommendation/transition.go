package recommendation

import (
	"strings"

	"suivi/domain"
)

// Codes of the refusals of this package; the catalogue of texts explains each.

// What the standing of a recommendation refuses.
const (
	RefusedUnknown     = "recommandation.inconnue"
	RefusedAlreadyMade = "recommandation.deja_formulee"
	RefusedBeforeMade  = "recommandation.avant_sa_formulation"
	RefusedNeverMade   = "recommandation.entree_par_erreur"
	RefusedProposed    = "recommandation.pas_encore_validee"
	RefusedNotProposed = "recommandation.pas_a_valider"
	RefusedEnded       = "recommandation.terminee"
	RefusedNeedsReason = "recommandation.motif_de_remise_en_suivi"
	RefusedAbsorbed    = "recommandation.absorbee"
	RefusedClassed     = "recommandation.deja_classee"
)

// What one command refuses beside.
const (
	RefusedForum        = "recommandation.cadre_non_designe"
	RefusedCarriedHere  = "recommandation.deja_reconduite_ici"
	RefusedSurvivor     = "recommandation.survivante_invalide"
	RefusedNoSuchFact   = "recommandation.fait_inconnu"
	RefusedInsteadOther = "recommandation.fait_d_un_autre_genre"
)

// refusal is the table of transitions: the code under which e cannot follow
// from s, or "" where it follows.
func (s *State) refusal(e Event) string {
	switch s.Standing {
	case Unknown:
		if _, makes := e.(Formulated); makes {
			return ""
		}
		return RefusedUnknown
	case NeverMade:
		return RefusedNeverMade
	case Merged:
		return RefusedAbsorbed
	}
	switch e := e.(type) {
	case Formulated:
		return RefusedAlreadyMade
	case Validated, SetAside:
		if s.Standing != Proposed {
			return RefusedNotProposed
		}
	case Found:
		return s.refusalToTakeUp(e.State == domain.Executed && s.Standing == Done, e.Reopening)
	case CarriedOver:
		return s.refusalToTakeUp(false, e.Reopening)
	case Classed:
		return s.refusalToClass()
	case Declared:
		if s.Standing == Proposed {
			return RefusedProposed
		}
		return s.refusalOnceDropped()
	case Reassigned, DueDateSet:
		return s.refusalOnceDropped()
	}
	return ""
}

// refusalToTakeUp: an ended recommendation is taken up only for a reason,
// unless what is found merely confirms that it is done.
func (s *State) refusalToTakeUp(confirms bool, reason string) string {
	if s.Standing == Proposed {
		return RefusedProposed
	}
	if s.Ended() && !confirms && blank(reason) {
		return RefusedNeedsReason
	}
	return ""
}

// refusalToClass: classing what is classed changes nothing, and harms nothing;
// Decide refuses it where the motive is another.
func (s *State) refusalToClass() string {
	switch s.Standing {
	case Proposed:
		return RefusedProposed
	case Done, Discarded:
		return RefusedEnded
	}
	return ""
}

func (s *State) refusalOnceDropped() string {
	if s.Standing == ClosedOff || s.Standing == Discarded {
		return RefusedEnded
	}
	return ""
}

// blank reports whether words say nothing.
func blank(words string) bool { return strings.TrimSpace(words) == "" }
