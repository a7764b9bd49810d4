package integrity

import (
	"strconv"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// listing is what the two streams say of one recommendation on one session's
// list. The session's is the authority; the other follows from it.
type listing struct {
	inscribed, followed []*entry
}

// entry is one event that lists, as it is read after rectifications.
type entry struct {
	at     Place
	number string
	place  int
	void   bool
}

// list notes what an event says of a session's list.
func (c *Checker) list(at Place, e event.Envelope) {
	id, err := ulid.ParseStrict(e.Stream[max(0, len(e.Stream)-26):])
	if err != nil {
		return
	}
	switch p := e.Payload.(type) {
	case session.Inscribed:
		l := c.listing(domain.SessionID{ULID: id}, p.Recommendation)
		l.inscribed = append(l.inscribed, c.enter(e.ID, entry{at, p.Number, p.Place, false}))
	case session.Rectified:
		instead, _ := p.Instead.(session.Inscribed)
		c.correct(p.Corrects, instead.Number, instead.Place, p.Void)
	case recommendation.Rectified:
		place, _ := recommendation.ListingOf(p.Instead)
		c.correct(p.Corrects, place.Number, place.Place, p.Void)
	case recommendation.Event:
		if place, lists := recommendation.ListingOf(p); lists {
			l := c.listing(place.Session, domain.RecommendationID{ULID: id})
			l.followed = append(l.followed, c.enter(e.ID, entry{at, place.Number, place.Place, false}))
		}
	}
}

func (c *Checker) enter(id ulid.ULID, e entry) *entry {
	c.entries[id] = &e
	return &e
}

func (c *Checker) correct(id ulid.ULID, number string, place int, void bool) {
	if e := c.entries[id]; e != nil {
		e.number, e.place, e.void = number, place, void
	}
}

func (c *Checker) listing(s domain.SessionID, r domain.RecommendationID) *listing {
	key := pair{s, r}
	if c.listings[key] == nil {
		c.listings[key] = &listing{}
	}
	return c.listings[key]
}

// compareLists finds the inscriptions without a consequence, the consequences
// without an inscription, and those that read otherwise.
func (c *Checker) compareLists() {
	for key, l := range c.listings {
		switch {
		case c.unread(session.Stream(key.session)) || c.unread(recommendation.Stream(key.recommendation)):
		case len(l.followed) == 0:
			c.wrong(l.inscribed[0].at, HalfDone)
		case len(l.inscribed) == 0:
			c.wrong(l.followed[0].at, NotInscribed)
		default:
			mine, theirs := last(l.inscribed), last(l.followed)
			if mine.void != theirs.void || !mine.void && (mine.number != theirs.number || mine.place != theirs.place) {
				c.wrong(theirs.at, ListsDisagree, "liste", mine.name(), "fiche", theirs.name())
			}
		}
	}
}

func (c *Checker) unread(stream string) bool {
	return c.streams[stream] != nil && c.streams[stream].unread
}

// last is the last entry that holds, else the last of all.
func last(all []*entry) *entry {
	for i := len(all) - 1; i >= 0; i-- {
		if !all[i].void {
			return all[i]
		}
	}
	return all[len(all)-1]
}

func (e *entry) name() string {
	switch {
	case e.void:
		return "-"
	case e.number != "":
		return e.number
	}
	return "p" + strconv.Itoa(e.place)
}
