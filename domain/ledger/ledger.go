package ledger

import (
	"context"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Ledger records. Its methods may be called at the same time.
type Ledger struct {
	Log      EventLog
	Registry *event.Registry
	Lists    Lists
	// Clock gives the time of record.
	Clock func() time.Time
}

// Lists is what use cases ask that spans streams. A projection answers, having
// seen the log at least up to the position named.
type Lists interface {
	// Duplicates names the records that are one with id from the start.
	Duplicates(ctx context.Context, seen event.Position, id domain.RecommendationID) ([]domain.RecommendationID, error)
	// DueByRule is the list that the forum's rule gives the session to
	// examine, and the sessions whose lists it takes up.
	DueByRule(ctx context.Context, seen event.Position, id domain.SessionID) ([]session.Item, []domain.SessionID, error)
	// Unfollowed are the inscriptions, and the corrections of inscriptions,
	// whose consequence no recommendation's stream holds, in order of record.
	Unfollowed(ctx context.Context, seen event.Position) ([]event.Envelope, error)
}

// NewRegistry knows every event of the ledger.
func NewRegistry() *event.Registry {
	return event.NewRegistry(recommendation.Register, session.Register, forum.Register, organization.Register)
}

// Meta is what comes with every command.
type Meta struct {
	// Command identifies the command in the stream that it is for: the same
	// again gives the first answer, another under the same id is refused.
	// What recorded nothing leaves no trace, and is decided anew.
	Command ulid.ULID
	Actor   event.Actor
	// Expected, where not nil, is the version of the stream that the client
	// has seen: the command is refused where it stands elsewhere.
	Expected *event.Version
}

// Receipt says what a command recorded: the ids of its events, none where all
// was recorded already, and where the log stood after them.
type Receipt struct {
	Events   []ulid.ULID    `json:"evenements"`
	Position event.Position `json:"position"`
	// Version is that of the stream's last event that the command appended or
	// saw.
	Version event.Version `json:"version"`
}

// Codes of the refusals of this package.
const (
	RefusedCommandReused = "commande.deja_utilisee"
	RefusedStale         = "commande.version_depassee"
	RefusedNoVersion     = "commande.version_inexistante"
	RefusedBusy          = "commande.trop_de_concurrence"
	RefusedNoActor       = "commande.sans_auteur"
	RefusedNoCommand     = "commande.sans_identifiant"
	RefusedTooBig        = "commande.trop_grande"
	RefusedReadOnly      = "registre.lecture_seule"
	RefusedAway          = "registre.injoignable"
	RefusedUnknown       = "registre.issue_inconnue"
	RefusedInUse         = "registre.deja_ouvert"
	RefusedNewer         = "registre.plus_recent"
)

// check refuses what no event may be recorded with.
func (m *Meta) check() error {
	if field.Blank(m.Actor.ID) {
		return fault.New(fault.Invalid, RefusedNoActor).At("acteur")
	}
	if (m.Command == ulid.ULID{}) {
		return fault.New(fault.Invalid, RefusedNoCommand).At("commande")
	}
	return field.First(field.Line("acteur", m.Actor.ID), field.Line("acteur", m.Actor.Function))
}
