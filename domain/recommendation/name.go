package recommendation

import (
	"fmt"

	"suivi/domain"
	"suivi/domain/event"
)

// Stream is the name of the stream that holds the events of id.
func Stream(id domain.RecommendationID) string { return "recommandation-" + id.String() }

// Stored names. A name and its fields are a promise: they change only by a
// new version and an upcaster.
const (
	FormulatedV1  event.Type = "recommandation.formulee.v1"
	ValidatedV1   event.Type = "recommandation.validee.v1"
	SetAsideV1    event.Type = "recommandation.ecartee.v1"
	InProgressV1  event.Type = "recommandation.mise_en_cours.v1"
	ExecutedV1    event.Type = "recommandation.executee.v1"
	NotDoneV1     event.Type = "recommandation.non_realisee.v1"
	CarriedOverV1 event.Type = "recommandation.reconduite.v1"
	DeclaredV1    event.Type = "recommandation.situation_declaree.v1"
	ReassignedV1  event.Type = "recommandation.reaffectee.v1"
	DueDateSetV1  event.Type = "recommandation.echeance_fixee.v1"
	EvidenceV1    event.Type = "recommandation.piece_jointe.v1"
	LinkedV1      event.Type = "recommandation.liee.v1"
	ClassedV1     event.Type = "recommandation.classee.v1"
	AbsorbedV1    event.Type = "recommandation.absorbee.v1"
	RectifiedV1   event.Type = "recommandation.rectifiee.v1"
)

// Each event has one stored name, except Found, which has one for each état.

func (Formulated) EventType() event.Type       { return FormulatedV1 }
func (Validated) EventType() event.Type        { return ValidatedV1 }
func (SetAside) EventType() event.Type         { return SetAsideV1 }
func (CarriedOver) EventType() event.Type      { return CarriedOverV1 }
func (Declared) EventType() event.Type         { return DeclaredV1 }
func (Reassigned) EventType() event.Type       { return ReassignedV1 }
func (DueDateSet) EventType() event.Type       { return DueDateSetV1 }
func (EvidenceAttached) EventType() event.Type { return EvidenceV1 }
func (Linked) EventType() event.Type           { return LinkedV1 }
func (Classed) EventType() event.Type          { return ClassedV1 }
func (Absorbed) EventType() event.Type         { return AbsorbedV1 }
func (Rectified) EventType() event.Type        { return RectifiedV1 }

// EventType tells the three états that may be found apart by their stored
// name, the only place where an état is stored.
func (f Found) EventType() event.Type {
	switch f.State {
	case domain.InProgress:
		return InProgressV1
	case domain.Executed:
		return ExecutedV1
	default:
		return NotDoneV1
	}
}

func (Formulated) recommendationEvent()       {}
func (Validated) recommendationEvent()        {}
func (SetAside) recommendationEvent()         {}
func (Found) recommendationEvent()            {}
func (CarriedOver) recommendationEvent()      {}
func (Declared) recommendationEvent()         {}
func (Reassigned) recommendationEvent()       {}
func (DueDateSet) recommendationEvent()       {}
func (EvidenceAttached) recommendationEvent() {}
func (Linked) recommendationEvent()           {}
func (Classed) recommendationEvent()          {}
func (Absorbed) recommendationEvent()         {}
func (Rectified) recommendationEvent()        {}

// Register makes the events of this package readable.
func Register(r *event.Registry) {
	event.Register[Formulated](r, FormulatedV1)
	event.Register[Validated](r, ValidatedV1)
	event.Register[SetAside](r, SetAsideV1)
	for t, s := range map[event.Type]domain.State{InProgressV1: domain.InProgress, ExecutedV1: domain.Executed, NotDoneV1: domain.NotDone} {
		event.Register(r, t, func(f *Found) error { f.State = s; return nil })
	}
	event.Register[CarriedOver](r, CarriedOverV1)
	event.Register[Declared](r, DeclaredV1)
	event.Register[Reassigned](r, ReassignedV1)
	event.Register[DueDateSet](r, DueDateSetV1)
	event.Register[EvidenceAttached](r, EvidenceV1)
	event.Register[Linked](r, LinkedV1)
	event.Register[Classed](r, ClassedV1)
	event.Register[Absorbed](r, AbsorbedV1)
	event.Register(r, RectifiedV1, func(c *Rectified) error {
		if c.Void {
			return nil
		}
		p, err := r.DecodePayload(c.Type, c.Data)
		if err != nil {
			return err
		}
		instead, ours := p.(Event)
		if !ours {
			return fmt.Errorf("%s cannot hold instead of a recommendation's event", c.Type)
		}
		c.Instead = instead
		return nil
	})
}
