package recommendation

import "suivi/domain"

// Codes of the refusals of this package; the catalogue of texts explains each.
const (
	RefusedAlreadyMade  = "recommandation.deja_formulee"
	RefusedUnknown      = "recommandation.inconnue"
	RefusedNeverMade    = "recommandation.entree_par_erreur"
	RefusedAbsorbed     = "recommandation.absorbee"
	RefusedProposed     = "recommandation.pas_encore_validee"
	RefusedNotProposed  = "recommandation.pas_a_valider"
	RefusedEnded        = "recommandation.terminee"
	RefusedNeedsReason  = "recommandation.motif_de_remise_en_suivi"
	RefusedForum        = "recommandation.cadre_non_designe"
	RefusedSurvivor     = "recommandation.survivante_invalide"
	RefusedCarriedHere  = "recommandation.deja_reconduite_ici"
	RefusedNoSuchFact   = "recommandation.fait_inconnu"
	RefusedInsteadOther = "recommandation.fait_d_un_autre_genre"
	RefusedBeforeMade   = "recommandation.avant_sa_formulation"
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
		if s.Standing == Proposed {
			return RefusedProposed
		}
		if s.Ended() {
			return RefusedEnded
		}
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
	if s.Ended() && !confirms && reason == "" {
		return RefusedNeedsReason
	}
	return ""
}

func (s *State) refusalOnceDropped() string {
	if s.Standing == ClosedOff || s.Standing == Discarded {
		return RefusedEnded
	}
	return ""
}
