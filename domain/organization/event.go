package organization

import (
	"suivi/domain"
	"suivi/domain/event"
)

// Event is one of the events of this file; nothing else is.
type Event interface {
	event.Payload
	organizationEvent()
}

// Stored names; a promise, as those of the recommendation are.
const (
	CreatedV1      event.Type = "structure.creee.v1"
	RenamedV1      event.Type = "structure.renommee.v1"
	ReparentedV1   event.Type = "structure.rattachee.v1"
	MergedV1       event.Type = "structure.fusionnee.v1"
	RectifiedV1    event.Type = "structure.rectifiee.v1"
	streamCategory            = "structure-"
)

// Stream is the name of the stream that holds the events of id.
func Stream(id domain.OrganizationID) string { return streamCategory + id.String() }

// IDOf gives the identity of the structure that files call code.
func IDOf(code string) domain.OrganizationID {
	return domain.DeriveID[domain.OrganizationID]("structure", code)
}

// Names are what people call it. Acronym is the one that tables print; Others
// are further ones under which it is written.
type Names struct {
	Name    string   `json:"nom"`
	Acronym string   `json:"sigle,omitzero"`
	Others  []string `json:"autres_sigles,omitempty"`
}

// Created opens a structure. Code is what files call it for ever, unique and
// without a dot ("MAECI-DRH"); a structure without a parent is a root.
type Created struct {
	Code string `json:"code"`
	Names
	Parent domain.OrganizationID `json:"parent,omitzero"`
	Kind   string                `json:"genre,omitzero"`
	Source domain.Source         `json:"source,omitzero"`
}

// Renamed gives the names from now on.
type Renamed struct {
	Names
	Source domain.Source `json:"source,omitzero"`
}

// Reparented gives the place in the tree from now on; zero is a root.
type Reparented struct {
	Parent domain.OrganizationID `json:"parent,omitzero"`
	Source domain.Source         `json:"source,omitzero"`
}

// Merged says that Successor inherits what it owes from now on.
type Merged struct {
	Successor domain.OrganizationID `json:"successeur"`
	Source    domain.Source         `json:"source,omitzero"`
}

// Rectified says that a recorded fact of the structure was wrong.
type Rectified struct{ event.Correction }

// EventType gives the stored name of each event.
func (Created) EventType() event.Type    { return CreatedV1 }
func (Renamed) EventType() event.Type    { return RenamedV1 }
func (Reparented) EventType() event.Type { return ReparentedV1 }
func (Merged) EventType() event.Type     { return MergedV1 }
func (Rectified) EventType() event.Type  { return RectifiedV1 }

func (Created) organizationEvent()    {}
func (Renamed) organizationEvent()    {}
func (Reparented) organizationEvent() {}
func (Merged) organizationEvent()     {}
func (Rectified) organizationEvent()  {}

// Register makes the events of this package readable.
func Register(r *event.Registry) {
	event.Register[Created](r, CreatedV1)
	event.Register[Renamed](r, RenamedV1)
	event.Register[Reparented](r, ReparentedV1)
	event.Register[Merged](r, MergedV1)
	event.Register(r, RectifiedV1, func(c *Rectified) error { return c.Resolve(r) })
}
