package forum

import (
	"cmp"

	"suivi/domain"
	"suivi/domain/event"
)

// Event is one of the events of this file; nothing else is.
type Event interface {
	event.Payload
	forumEvent()
}

// Stored names; a promise, as those of the recommendation are.
const (
	CreatedV1      event.Type = "cadre.cree.v1"
	RenamedV1      event.Type = "cadre.renomme.v1"
	ReparentedV1   event.Type = "cadre.rattache.v1"
	SecretariatV1  event.Type = "cadre.secretariat_designe.v1"
	LeadV1         event.Type = "cadre.chef_de_file_designe.v1"
	RuleSetV1      event.Type = "cadre.regle_fixee.v1"
	RectifiedV1    event.Type = "cadre.rectifie.v1"
	streamCategory            = "cadre-"
)

// Stream is the name of the stream that holds the events of id.
func Stream(id domain.ForumID) string { return streamCategory + id.String() }

// IDOf gives the identity of the forum called code, so that a code is unique.
func IDOf(code string) domain.ForumID { return domain.DeriveID[domain.ForumID]("cadre", code) }

// Created opens a forum. Code holds no dot; Kind is in the words of its
// country ("comité de coordination", "revue sectorielle").
type Created struct {
	Code   string         `json:"code"`
	Name   string         `json:"nom"`
	Kind   string         `json:"genre,omitzero"`
	Parent domain.ForumID `json:"parent,omitzero"`
	Source domain.Source  `json:"source,omitzero"`
}

// Renamed gives the name from now on.
type Renamed struct {
	Name   string        `json:"nom"`
	Source domain.Source `json:"source,omitzero"`
}

// Reparented gives the place in the tree from now on; zero is a root.
type Reparented struct {
	Parent domain.ForumID `json:"parent,omitzero"`
	Source domain.Source  `json:"source,omitzero"`
}

// SecretariatNamed says who keeps its papers, as the source words it.
type SecretariatNamed struct {
	Organization domain.OrganizationID `json:"structure,omitzero"`
	Words        string                `json:"mots,omitzero"`
	Source       domain.Source         `json:"source,omitzero"`
}

// LeadNamed says who leads it in a year, as the source words it.
type LeadNamed struct {
	Year   int           `json:"annee,omitzero"`
	Words  string        `json:"mots"`
	Source domain.Source `json:"source,omitzero"`
}

// Examines says what a session of the forum examines.
type Examines string

// The list that earlier ordinary sessions made, or all that is open on the eve
// of the session with those executed since its previous one, or nothing.
const (
	PreviousLists Examines = "liste_precedente"
	AllOpen       Examines = "tout_ouvert"
	Nothing       Examines = "rien"
)

// Word says whose word is retained as the état.
type Word string

// A session's finding, or the owners' declarations.
const (
	WordOfSession Word = "session"
	WordOfOwners  Word = "declarations"
)

// Rule is how the forum's sessions work.
type Rule struct {
	Periodicity string   `json:"periodicite,omitzero"`
	Examines    Examines `json:"examine,omitzero"`
	// Lists is how many earlier sessions' lists PreviousLists takes up; 0 is 1.
	Lists int `json:"listes,omitzero"`
	// Forums are those whose open recommendations AllOpen follows; none: its own.
	Forums []domain.ForumID `json:"cadres,omitempty"`
	// Theme keeps AllOpen to one theme.
	Theme string `json:"theme,omitzero"`
	Word  Word   `json:"parole_retenue,omitzero"`
	// CarriedOverBy are the other forums that may carry over what this one made.
	CarriedOverBy []domain.ForumID `json:"reconduction_par,omitempty"`
	Source        domain.Source    `json:"source,omitzero"`
}

// complete says what holds where the rule does not say.
func (r Rule) complete() Rule {
	r.Examines, r.Word = cmp.Or(r.Examines, PreviousLists), cmp.Or(r.Word, WordOfSession)
	return r
}

// RuleSet gives the rule from its day of effect on.
type RuleSet struct{ Rule }

// Rectified says that a recorded fact of the forum was wrong.
type Rectified struct{ event.Correction }

// EventType gives the stored name of each event.
func (Created) EventType() event.Type          { return CreatedV1 }
func (Renamed) EventType() event.Type          { return RenamedV1 }
func (Reparented) EventType() event.Type       { return ReparentedV1 }
func (SecretariatNamed) EventType() event.Type { return SecretariatV1 }
func (LeadNamed) EventType() event.Type        { return LeadV1 }
func (RuleSet) EventType() event.Type          { return RuleSetV1 }
func (Rectified) EventType() event.Type        { return RectifiedV1 }

func (Created) forumEvent()          {}
func (Renamed) forumEvent()          {}
func (Reparented) forumEvent()       {}
func (SecretariatNamed) forumEvent() {}
func (LeadNamed) forumEvent()        {}
func (RuleSet) forumEvent()          {}
func (Rectified) forumEvent()        {}

// Register makes the events of this package readable.
func Register(r *event.Registry) {
	event.Register[Created](r, CreatedV1)
	event.Register[Renamed](r, RenamedV1)
	event.Register[Reparented](r, ReparentedV1)
	event.Register[SecretariatNamed](r, SecretariatV1)
	event.Register[LeadNamed](r, LeadV1)
	event.Register[RuleSet](r, RuleSetV1)
	event.Register(r, RectifiedV1, func(c *Rectified) error { return c.Resolve(r) })
}
