package recommendation

import (
	"fmt"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
)

// Event is one of the events of this file; nothing else is.
type Event interface {
	event.Payload
	recommendationEvent()
}

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
	Source domain.Source  `json:"source,omitzero"`
}

// SetAside says that the political session did not keep what was proposed.
type SetAside struct {
	Session domain.SessionID `json:"session"`
	Reason  string           `json:"motif,omitzero"`
	Source  domain.Source    `json:"source,omitzero"`
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
	Source   domain.Source         `json:"source,omitzero"`
}

// Reassigned gives the owners from now on; none is allowed.
type Reassigned struct {
	Owners []domain.Owner `json:"responsables"`
	Reason string         `json:"motif,omitzero"`
	Source domain.Source  `json:"source,omitzero"`
}

// DueDateSet gives the échéance from now on.
type DueDateSet struct {
	Due    domain.Period `json:"echeance"`
	Reason string        `json:"motif,omitzero"`
	Source domain.Source `json:"source,omitzero"`
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
	Kind   LinkKind                `json:"lien"`
	To     domain.RecommendationID `json:"recommandation,omitzero"`
	Words  string                  `json:"mots,omitzero"`
	Source domain.Source           `json:"source,omitzero"`
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
	Session     domain.SessionID `json:"session,omitzero"`
	Motive      Motive           `json:"motif"`
	Words       string           `json:"constat,omitzero"`
	Observation string           `json:"observation,omitzero"`
	Source      domain.Source    `json:"source,omitzero"`
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
	Source   domain.Source           `json:"source,omitzero"`
}

// Rectified says that a recorded fact was wrong. Either it never happened
// (Void: "entered by mistake", "not carried over", "not absorbed"), or
// Instead holds in its place, on the same day unless Day is given. The last
// recorded rectification of an event is the one that holds.
type Rectified struct {
	Corrects ulid.ULID  `json:"corrige"`
	Void     bool       `json:"annule,omitzero"`
	Type     event.Type `json:"type,omitzero"`
	Data     event.Raw  `json:"donnees,omitzero"`
	Day      domain.Day `json:"effet,omitzero"`
	Reason   string     `json:"motif"`
	Instead  Event      `json:"-"`
}

// voids reports whether nothing holds instead.
func (r *Rectified) voids() bool { return r.Void || r.Instead == nil }

// rectified makes the event that corrects another; instead is nil where it
// never happened, day is zero where it happened on the day recorded.
func rectified(corrects ulid.ULID, instead Event, day domain.Day, reason string) (Rectified, error) {
	r := Rectified{Corrects: corrects, Void: instead == nil, Day: day, Reason: reason, Instead: instead}
	if instead == nil {
		return r, nil
	}
	data, err := event.Marshal(instead)
	if err != nil {
		return r, fmt.Errorf("encode what holds instead: %w", err)
	}
	r.Type, r.Data = instead.EventType(), data
	return r, nil
}
