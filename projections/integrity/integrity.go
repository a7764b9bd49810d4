// Package integrity judges whether a log holds together: versions without a
// hole, events that decode, references that resolve, and no step half done. It
// reads everything and mends nothing.
package integrity

import (
	"fmt"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Codes of what may be wrong; the catalogue of texts words each.
const (
	WrongPosition   = "verification.position"
	WrongVersion    = "verification.version"
	SameID          = "verification.identifiant_deux_fois"
	Unreadable      = "verification.illisible"
	WrongStream     = "verification.flux"
	NoOrigin        = "verification.sans_origine"
	NoActor         = "verification.sans_auteur"
	NoDay           = "verification.sans_jour"
	NoTarget        = "verification.renvoi_sans_cible"
	NoCause         = "verification.cause_inconnue"
	NoCorrected     = "verification.rien_a_corriger"
	HalfDone        = "verification.etape_inachevee"
	NotInscribed    = "verification.sans_inscription"
	ListsDisagree   = "verification.listes_discordantes"
	TablesDisagree  = "verification.tables_discordantes"
	EvidenceMissing = "verification.piece_absente"
	EvidenceChanged = "verification.piece_alteree"
)

// Problem is one thing that is wrong, and where.
type Problem struct {
	Code     string            `json:"code"`
	Args     map[string]string `json:"details,omitempty"`
	Position event.Position    `json:"position,omitzero"`
	Stream   string            `json:"flux,omitzero"`
	// Reference is what people type for what the stream is about, where the
	// log reads well enough to tell.
	Reference string    `json:"reference,omitzero"`
	Event     ulid.ULID `json:"evenement,omitzero"`
}

// Report is what a whole log amounts to.
type Report struct {
	Events          int            `json:"evenements"`
	Position        event.Position `json:"position"` // of the last event
	Recommendations int            `json:"recommandations"`
	Sessions        int            `json:"sessions"`
	Forums          int            `json:"cadres"`
	Organizations   int            `json:"structures"`
	// Evidence names every piece that events speak of, by its SHA-256.
	Evidence map[string]Place `json:"-"`
	Problems []Problem        `json:"problemes"`
}

// Place is where something was said.
type Place struct {
	Position event.Position
	Stream   string
	Event    ulid.ULID
}

// Checker reads a log from its first event to its last.
type Checker struct {
	registry *event.Registry
	report   Report
	streams  map[string]*stream
	events   map[ulid.ULID]string // its stream
	causes   []claim[ulid.ULID]
	targets  []claim[string]
	listings map[pair]*listing
	entries  map[ulid.ULID]*entry
	read     bool // every event was decoded
}

type stream struct {
	next   event.Version
	opened bool
	unread bool // an event of it was not decoded: what is missing may be in it
	first  Place
}

// claim is something that an event says, to be checked once all is read.
type claim[T any] struct {
	at   Place
	what T
}

// New makes a checker of a log that registry reads.
func New(registry *event.Registry) *Checker {
	return &Checker{
		registry: registry, read: true, report: Report{Evidence: map[string]Place{}, Problems: []Problem{}},
		streams: map[string]*stream{}, events: map[ulid.ULID]string{}, listings: map[pair]*listing{}, entries: map[ulid.ULID]*entry{},
	}
}

// Add takes the next event in global order.
func (c *Checker) Add(rec event.Record) {
	at := Place{rec.Position, rec.Stream, rec.ID}
	if c.report.Events > 0 && rec.Position.Compare(c.report.Position) <= 0 {
		c.wrong(at, WrongPosition)
	}
	c.report.Events++
	c.report.Position = rec.Position
	s := c.streams[rec.Stream]
	if s == nil {
		s = &stream{first: at}
		c.streams[rec.Stream] = s
	}
	if rec.Version != s.next {
		c.wrong(at, WrongVersion, "attendue", fmt.Sprint(s.next), "lue", fmt.Sprint(rec.Version))
	}
	s.next = rec.Version + 1
	if _, twice := c.events[rec.ID]; twice {
		c.wrong(at, SameID)
	}
	c.events[rec.ID] = rec.Stream
	e, err := c.registry.Decode(rec)
	if err != nil {
		c.read, s.unread = false, true
		c.wrong(at, Unreadable, "type", string(rec.Type), "cause", err.Error())
		return
	}
	c.judge(at, s, e)
}

func (c *Checker) judge(at Place, s *stream, e event.Envelope) {
	if e.Actor.ID == "" {
		c.wrong(at, NoActor)
	}
	if e.Day == 0 {
		c.wrong(at, NoDay)
	}
	if e.Cause != (ulid.ULID{}) {
		c.causes = append(c.causes, claim[ulid.ULID]{at, e.Cause})
	}
	kind, id, _ := strings.Cut(e.Stream, "-")
	if _, err := ulid.ParseStrict(id); err != nil || kind != kindOf(e.Payload) {
		c.wrong(at, WrongStream, "type", string(e.Payload.EventType()))
	}
	switch e.Payload.(type) {
	case recommendation.Formulated, session.Planned, forum.Created, organization.Created:
		s.opened = true
	}
	if corrected, is := corrects(e.Payload); is {
		if c.events[corrected] != e.Stream || corrected == e.ID {
			c.wrong(at, NoCorrected, "fait", corrected.String())
		}
	}
	c.follow(at, e)
	c.list(at, e)
}

// kindOf is the word that begins the name of a payload's stream.
func kindOf(p event.Payload) string {
	switch p.(type) {
	case recommendation.Event:
		return "recommandation"
	case session.Event:
		return "session"
	case forum.Event:
		return "cadre"
	case organization.Event:
		return "structure"
	}
	return ""
}

func corrects(p event.Payload) (ulid.ULID, bool) {
	if r, is := p.(recommendation.Rectified); is {
		return r.Corrects, true
	}
	if r, is := p.(event.Correcting); is {
		return r.Correcting().Corrects, true
	}
	return ulid.ULID{}, false
}

// Readable reports whether every event was decoded, so that projections can
// be built.
func (c *Checker) Readable() bool { return c.read }

// Report judges what only the whole log tells, and gives all that was found.
func (c *Checker) Report() Report {
	for name, s := range c.streams {
		if !s.opened && s.unread {
			continue
		}
		if !s.opened {
			c.wrong(s.first, NoOrigin, "flux", name)
			continue
		}
		switch kind, _, _ := strings.Cut(name, "-"); kind {
		case "recommandation":
			c.report.Recommendations++
		case "session":
			c.report.Sessions++
		case "cadre":
			c.report.Forums++
		case "structure":
			c.report.Organizations++
		}
	}
	for _, x := range c.causes {
		if _, there := c.events[x.what]; !there {
			c.wrong(x.at, NoCause, "fait", x.what.String())
		}
	}
	for _, x := range c.targets {
		if s := c.streams[x.what]; s == nil || !s.opened && !s.unread {
			c.wrong(x.at, NoTarget, "flux", x.what)
		}
	}
	c.compareLists()
	Sort(c.report.Problems)
	return c.report
}

func (c *Checker) wrong(at Place, code string, args ...string) {
	c.report.Problems = append(c.report.Problems, Problem{Code: code, Args: fault.New(fault.Internal, code, args...).Args, Position: at.Position, Stream: at.Stream, Event: at.Event})
}

// pair is a recommendation on the list of a session.
type pair struct {
	session        domain.SessionID
	recommendation domain.RecommendationID
}
