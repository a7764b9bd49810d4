package session

import (
	"suivi/domain"
	"suivi/domain/event"
)

// Event is one of the events of this file; nothing else is.
type Event interface {
	event.Payload
	sessionEvent()
}

// Stored names; a promise, as those of the recommendation are.
const (
	PlannedV1        event.Type = "session.planifiee.v1"
	PostponedV1      event.Type = "session.reportee.v1"
	CancelledV1      event.Type = "session.annulee.v1"
	HeldV1           event.Type = "session.tenue.v1"
	ListFixedV1      event.Type = "session.liste_arretee.v1"
	InscribedV1      event.Type = "session.inscrite.v1"
	TotalsDeclaredV1 event.Type = "session.totaux_declares.v1"
	ClosedV1         event.Type = "session.close.v1"
	RectifiedV1      event.Type = "session.rectifiee.v1"
	streamCategory              = "session-"
)

// Stream is the name of the stream that holds the events of id.
func Stream(id domain.SessionID) string { return streamCategory + id.String() }

// IDOf gives the identity of the session that forum calls code. Being derived
// from both, it lets two people who plan the same session meet in one stream,
// so that a code is unique in its forum.
func IDOf(forum domain.ForumID, code string) domain.SessionID {
	return domain.DeriveID[domain.SessionID]("session", forum.String(), code)
}

// Kind says whether the forum's rules foresee the session.
type Kind string

// Only ordinary sessions hand their list on to the next.
const (
	Ordinary      Kind = "ordinaire"
	Extraordinary Kind = "extraordinaire"
)

// Planned opens a session. Code is the secretariat's, holds no dot and is
// unique in the forum.
type Planned struct {
	Forum    domain.ForumID `json:"cadre"`
	Code     string         `json:"code"`
	Title    string         `json:"intitule,omitzero"`
	Exercise int            `json:"exercice,omitzero"` // the year that it belongs to
	Edition  string         `json:"edition,omitzero"`  // "22ème Revue"
	Kind     Kind           `json:"genre,omitzero"`
	Phase    domain.Phase   `json:"phase,omitzero"`
	Expected domain.Period  `json:"prevue,omitzero"`
	Venue    string         `json:"lieu,omitzero"`
	// Validates is the technical session whose proposals a political one takes
	// up.
	Validates domain.SessionID `json:"valide,omitzero"`
	// Precedes is the session before which one of unknown date was held.
	Precedes domain.SessionID `json:"precede,omitzero"`
	// Joint are the sessions of other forums held with it.
	Joint  []domain.SessionID `json:"jointe_a,omitempty"`
	Source domain.Source      `json:"source,omitzero"`
}

// Postponed gives new expected days to a session not yet held.
type Postponed struct {
	Expected domain.Period `json:"prevue,omitzero"`
	Reason   string        `json:"motif,omitzero"`
	Source   domain.Source `json:"source,omitzero"`
}

// Cancelled says that it will not be held.
type Cancelled struct {
	Reason string        `json:"motif,omitzero"`
	Source domain.Source `json:"source,omitzero"`
}

// Held says on which days it sat: several periods where it was interrupted and
// resumed. It takes effect on the last of them; a date that is not known
// precisely ends where its words allow it to end.
type Held struct {
	Sittings []domain.Period `json:"seances"`
	Venue    string          `json:"lieu,omitzero"`
	Source   domain.Source   `json:"source,omitzero"`
}

// FirstDay is the first day that it may have sat, zero where unknown.
func (h Held) FirstDay() domain.Day {
	if len(h.Sittings) == 0 {
		return 0
	}
	return h.Sittings[0].From
}

// LastDay is the day on which all that the session did takes effect.
func (h Held) LastDay() domain.Day {
	if len(h.Sittings) == 0 {
		return 0
	}
	return h.Sittings[len(h.Sittings)-1].To
}

// Item is a recommendation on the list that a session examines, under the
// numéro that it has there.
type Item struct {
	Recommendation domain.RecommendationID `json:"recommandation"`
	Number         string                  `json:"numero,omitzero"`
	Place          int                     `json:"place"`
}

// Origin says who drew up the list to examine.
type Origin string

// Drawn up by the forum's rule, or by the secretariat.
const (
	ByRule        Origin = "regle"
	BySecretariat Origin = "secretariat"
)

// ListFixed gives the list that the session examines, in order. Given again
// before the close, it replaces the former.
type ListFixed struct {
	Origin Origin             `json:"origine"`
	Lists  []domain.SessionID `json:"listes_de,omitempty"` // whose lists it takes up
	Items  []Item             `json:"points"`
	Source domain.Source      `json:"source,omitzero"`
}

// Inscribed enters an item on the list that the session makes. Follow is the
// fact that the recommendation's own stream records as its consequence; it is
// kept here so that it can be completed whatever happens in between.
type Inscribed struct {
	Recommendation domain.RecommendationID `json:"recommandation"`
	Number         string                  `json:"numero,omitzero"`
	Place          int                     `json:"place"`
	Follow         Follow                  `json:"suite"`
}

// Follow is an event as it is to be stored in a recommendation's stream.
type Follow struct {
	Type event.Type `json:"type"`
	Data event.Raw  `json:"donnees"`
}

// IsZero reports whether nothing follows.
func (f Follow) IsZero() bool { return f.Type == "" }

// Rate is a rate as a report printed it.
type Rate struct {
	Name    string `json:"nom"`
	Printed string `json:"imprime"` // "67,74 %"
}

// TotalsDeclared keeps what a report printed of a whole, with or without
// counts; a count that it did not print is nil.
type TotalsDeclared struct {
	Subject    string        `json:"objet"` // "plan d'actions 2023"
	Total      *int          `json:"total,omitzero"`
	Executed   *int          `json:"executees,omitzero"`
	InProgress *int          `json:"en_cours,omitzero"`
	NotDone    *int          `json:"non_realisees,omitzero"`
	NoObject   *int          `json:"sans_objet,omitzero"`
	Rates      []Rate        `json:"taux,omitempty"`
	Words      string        `json:"mots,omitzero"`
	Source     domain.Source `json:"source,omitzero"`
}

// Closed freezes the session. Read, Amended and Validated say when its report
// was, By which body validated it.
type Closed struct {
	Read      domain.Period `json:"rapport_lu,omitzero"`
	Amended   domain.Period `json:"rapport_amende,omitzero"`
	Validated domain.Period `json:"rapport_valide,omitzero"`
	By        string        `json:"valide_par,omitzero"`
	Source    domain.Source `json:"source,omitzero"`
}

// Rectified says that a recorded fact of the session was wrong.
type Rectified struct{ event.Correction }

// EventType gives the stored name of each event.
func (Planned) EventType() event.Type        { return PlannedV1 }
func (Postponed) EventType() event.Type      { return PostponedV1 }
func (Cancelled) EventType() event.Type      { return CancelledV1 }
func (Held) EventType() event.Type           { return HeldV1 }
func (ListFixed) EventType() event.Type      { return ListFixedV1 }
func (Inscribed) EventType() event.Type      { return InscribedV1 }
func (TotalsDeclared) EventType() event.Type { return TotalsDeclaredV1 }
func (Closed) EventType() event.Type         { return ClosedV1 }
func (Rectified) EventType() event.Type      { return RectifiedV1 }

func (Planned) sessionEvent()        {}
func (Postponed) sessionEvent()      {}
func (Cancelled) sessionEvent()      {}
func (Held) sessionEvent()           {}
func (ListFixed) sessionEvent()      {}
func (Inscribed) sessionEvent()      {}
func (TotalsDeclared) sessionEvent() {}
func (Closed) sessionEvent()         {}
func (Rectified) sessionEvent()      {}

// Register makes the events of this package readable.
func Register(r *event.Registry) {
	event.Register[Planned](r, PlannedV1)
	event.Register[Postponed](r, PostponedV1)
	event.Register[Cancelled](r, CancelledV1)
	event.Register[Held](r, HeldV1)
	event.Register[ListFixed](r, ListFixedV1)
	event.Register[Inscribed](r, InscribedV1)
	event.Register[TotalsDeclared](r, TotalsDeclaredV1)
	event.Register[Closed](r, ClosedV1)
	event.Register(r, RectifiedV1, func(c *Rectified) error { return c.Resolve(r) })
}
