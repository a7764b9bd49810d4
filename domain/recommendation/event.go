package recommendation

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
)

// Event is one of the events of this file; nothing else is.
type Event interface {
	event.Payload
	recommendationEvent()
}

// Stored names. A name and its fields are a promise: they change only by a
// new version and an upcaster.
const (
	FormulatedV1   event.Type = "recommandation.formulee.v1"
	ValidatedV1    event.Type = "recommandation.validee.v1"
	SetAsideV1     event.Type = "recommandation.ecartee.v1"
	InProgressV1   event.Type = "recommandation.mise_en_cours.v1"
	ExecutedV1     event.Type = "recommandation.executee.v1"
	NotDoneV1      event.Type = "recommandation.non_realisee.v1"
	CarriedOverV1  event.Type = "recommandation.reconduite.v1"
	DeclaredV1     event.Type = "recommandation.situation_declaree.v1"
	ReassignedV1   event.Type = "recommandation.reaffectee.v1"
	DueDateSetV1   event.Type = "recommandation.echeance_fixee.v1"
	EvidenceV1     event.Type = "recommandation.piece_jointe.v1"
	LinkedV1       event.Type = "recommandation.liee.v1"
	ClassedV1      event.Type = "recommandation.classee.v1"
	AbsorbedV1     event.Type = "recommandation.absorbee.v1"
	RectifiedV1    event.Type = "recommandation.rectifiee.v1"
	streamCategory            = "recommandation-"
)

// Stream is the name of the stream that holds the events of id.
func Stream(id domain.RecommendationID) string { return streamCategory + id.String() }

// Listing is the place that a recommendation takes in the list that a session
// makes. Number is as printed and may be absent (bullets); Place counts from 1.
type Listing struct {
	Session domain.SessionID `json:"session"`
	Forum   domain.ForumID   `json:"cadre"`
	Number  string           `json:"numero,omitzero"`
	Place   int              `json:"place"`
}

// Evidence is a file put forward as proof. The bytes are kept by their
// SHA-256 (hexadecimal), apart from the events; Size is in bytes.
type Evidence struct {
	Name      string `json:"nom"`
	MediaType string `json:"type,omitzero"`
	Size      int64  `json:"taille,omitzero"`
	SHA256    string `json:"sha256"`
}

// Formulated says that a session made a recommendation. At a technical
// session it is only proposed, and binds nobody until it is validated.
type Formulated struct {
	Listing
	Phase     domain.Phase   `json:"phase,omitzero"`
	Text      string         `json:"texte"`
	Nature    domain.Nature  `json:"nature,omitzero"`
	Owners    []domain.Owner `json:"responsables,omitempty"`
	Addressee string         `json:"a_l_attention_de,omitzero"`
	Due       domain.Period  `json:"echeance,omitzero"`
	Theme     string         `json:"theme,omitzero"`
	Source    domain.Source  `json:"source,omitzero"`
}

// Validated says that the political session adopted what the technical one
// proposed; Text, Owners and Due are given where it amended them.
type Validated struct {
	Listing
	Text   string         `json:"texte,omitzero"`
	Owners []domain.Owner `json:"responsables,omitempty"`
	Due    domain.Period  `json:"echeance,omitzero"`
}

// SetAside says that the political session did not keep what was proposed.
type SetAside struct {
	Session domain.SessionID `json:"session"`
	Reason  string           `json:"motif,omitzero"`
}

// Found is a constat: the état that a session retained, or the secretariat
// between sessions (then Session is zero). State is told by the stored name.
type Found struct {
	State       domain.State     `json:"-"`
	Session     domain.SessionID `json:"session,omitzero"`
	Words       string           `json:"constat,omitzero"`
	Observation string           `json:"observation,omitzero"`
	SeenOn      domain.Period    `json:"constate_le,omitzero"`
	Reopening   string           `json:"motif_de_remise_en_suivi,omitzero"`
	Source      domain.Source    `json:"source,omitzero"`
}

// CarriedOver says that a session put the recommendation on its own list
// again; Text and Owners are given where they changed.
type CarriedOver struct {
	Listing
	Text      string         `json:"texte,omitzero"`
	Owners    []domain.Owner `json:"responsables,omitempty"`
	Due       domain.Period  `json:"echeance,omitzero"`
	Reopening string         `json:"motif_de_remise_en_suivi,omitzero"`
	Source    domain.Source  `json:"source,omitzero"`
}

// Declared is what one owner says of its own part.
type Declared struct {
	Owner    domain.OrganizationID `json:"structure"`
	State    domain.State          `json:"etat"`
	Words    string                `json:"mots,omitzero"`
	Evidence []Evidence            `json:"pieces,omitempty"`
}

// Reassigned gives the owners from now on; none is allowed.
type Reassigned struct {
	Owners []domain.Owner `json:"responsables"`
	Reason string         `json:"motif,omitzero"`
}

// DueDateSet gives the échéance from now on.
type DueDateSet struct {
	Due    domain.Period `json:"echeance"`
	Reason string        `json:"motif,omitzero"`
}

// EvidenceAttached adds a proof to the recommendation itself.
type EvidenceAttached struct {
	Evidence
	Words string `json:"mots,omitzero"`
}

// LinkKind says how two texts belong together.
type LinkKind string

// The links that sources tell of.
const (
	LinkTakenFrom  LinkKind = "reprise_de"   // the text takes up another's
	LinkIssuedFrom LinkKind = "issue_de"     // it follows from another's work
	LinkAnsweredBy LinkKind = "repondue_par" // an activity answers it
)

// Linked ties the recommendation to another one, or to what Words name.
type Linked struct {
	Kind  LinkKind                `json:"lien"`
	To    domain.RecommendationID `json:"recommandation,omitzero"`
	Words string                  `json:"mots,omitzero"`
}

// Motive says why a recommendation was classed. Only MotiveNoObject is taken
// out of the rate "hors sans objet".
type Motive string

// The motives that reports name.
const (
	MotiveNoObject    Motive = "sans_objet"
	MotiveNotRetained Motive = "non_retenue"
	MotiveSplit       Motive = "scindee"
	MotiveOther       Motive = "autre"
)

// Classed says that it was decided not to pursue it: the état stays, and it
// is no longer open.
type Classed struct {
	Session domain.SessionID `json:"session,omitzero"`
	Motive  Motive           `json:"motif"`
	Words   string           `json:"mots,omitzero"`
}

// AbsorptionKind says since when two records are one.
type AbsorptionKind string

// A duplicate was one from the start: its findings count as the survivor's. A
// merger is one from its session's day on: earlier findings stay its own.
const (
	Duplicate AbsorptionKind = "doublon"
	Merger    AbsorptionKind = "fusion"
)

// Absorbed says that this record and Survivor are one.
type Absorbed struct {
	Survivor domain.RecommendationID `json:"survivante"`
	Kind     AbsorptionKind          `json:"genre"`
	Session  domain.SessionID        `json:"session,omitzero"`
	Reason   string                  `json:"motif,omitzero"`
}

// Rectified says that a recorded fact was wrong. Either it never happened
// (Void: "entered by mistake", "not carried over", "not absorbed"), or
// Instead holds in its place, on the same day unless Day is given. The last
// recorded rectification of an event is the one that holds.
type Rectified struct {
	Corrects ulid.ULID      `json:"corrige"`
	Void     bool           `json:"annule,omitzero"`
	Type     event.Type     `json:"type,omitzero"`
	Data     jsontext.Value `json:"donnees,omitzero"`
	Day      domain.Day     `json:"effet,omitzero"`
	Reason   string         `json:"motif"`
	Instead  Event          `json:"-"`
}

// Rectify makes the event that corrects another; instead is nil where it
// never happened, day is zero where the day was right.
func rectified(corrects ulid.ULID, instead Event, day domain.Day, reason string) (Rectified, error) {
	r := Rectified{Corrects: corrects, Void: instead == nil, Day: day, Reason: reason, Instead: instead}
	if instead == nil {
		return r, nil
	}
	data, err := json.Marshal(instead, json.Deterministic(true))
	if err != nil {
		return r, fmt.Errorf("encode what holds instead: %w", err)
	}
	r.Type, r.Data = instead.EventType(), data
	return r, nil
}

// EventType gives the stored name.
func (Formulated) EventType() event.Type       { return FormulatedV1 }
func (Validated) EventType() event.Type        { return ValidatedV1 }   // the stored name
func (SetAside) EventType() event.Type         { return SetAsideV1 }    // the stored name
func (CarriedOver) EventType() event.Type      { return CarriedOverV1 } // the stored name
func (Declared) EventType() event.Type         { return DeclaredV1 }    // the stored name
func (Reassigned) EventType() event.Type       { return ReassignedV1 }  // the stored name
func (DueDateSet) EventType() event.Type       { return DueDateSetV1 }  // the stored name
func (EvidenceAttached) EventType() event.Type { return EvidenceV1 }    // the stored name
func (Linked) EventType() event.Type           { return LinkedV1 }      // the stored name
func (Classed) EventType() event.Type          { return ClassedV1 }     // the stored name
func (Absorbed) EventType() event.Type         { return AbsorbedV1 }    // the stored name
func (Rectified) EventType() event.Type        { return RectifiedV1 }   // the stored name

// EventType gives the stored name, one for each état that may be found.
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
