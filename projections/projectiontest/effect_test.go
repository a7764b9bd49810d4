package projectiontest_test

import (
	"cmp"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/projectiontest"
)

// effects is, worked out on its own, the day on which each event takes effect
// as all is known.
func effects(events []event.Envelope) map[ulid.ULID]domain.Day {
	corrections := map[ulid.ULID]correction{}
	for _, e := range events {
		if c := correctionOf(e); c != nil {
			corrections[c.corrects] = *c
		}
	}
	last := map[domain.SessionID]domain.Day{}
	for _, e := range events {
		p, day, void := asCorrected(e, corrections)
		if h, is := p.(session.Held); is && !void && day >= last[sessionOf(e)] {
			last[sessionOf(e)] = h.LastDay()
		}
	}
	first := map[domain.SessionID]domain.Day{}
	for _, e := range events {
		p := e.Payload
		if c := correctionOf(e); c != nil {
			p = c.instead
		}
		if h, is := p.(session.Held); is && (first[sessionOf(e)] == 0 || h.LastDay() < first[sessionOf(e)]) {
			first[sessionOf(e)] = h.LastDay()
		}
	}
	days := map[ulid.ULID]domain.Day{}
	for _, e := range events {
		p, day, void := asCorrected(e, corrections)
		if _, plans := p.(session.Planned); plans && first[sessionOf(e)] != 0 {
			day = min(day, first[sessionOf(e)])
		}
		if void {
			day = e.Day
		} else {
			day = dayAt(p, day, last, sessionOf(e))
		}
		days[e.ID] = day
	}
	for _, e := range events {
		if c := correctionOf(e); c != nil {
			days[e.ID] = days[c.corrects]
		}
	}
	return days
}

type correction struct {
	corrects ulid.ULID
	void     bool
	day      domain.Day
	instead  event.Payload
}

func correctionOf(e event.Envelope) *correction {
	switch p := e.Payload.(type) {
	case recommendation.Rectified:
		return &correction{p.Corrects, p.Void, p.Day, p.Instead}
	case event.Correcting:
		c := p.Correcting()
		return &correction{c.Corrects, c.Void, c.Day, c.Instead}
	}
	return nil
}

func asCorrected(e event.Envelope, corrections map[ulid.ULID]correction) (p event.Payload, day domain.Day, void bool) {
	c, wrong := corrections[e.ID]
	if !wrong {
		return e.Payload, e.Day, false
	}
	if c.void {
		return e.Payload, e.Day, true
	}
	return c.instead, cmp.Or(c.day, e.Day), false
}

func sessionOf(e event.Envelope) domain.SessionID {
	if _, is := e.Payload.(session.Event); !is {
		return domain.SessionID{}
	}
	id, _ := domain.ParseID[domain.SessionID](e.Stream[len("session-"):])
	return id
}

func dayAt(p event.Payload, day domain.Day, last map[domain.SessionID]domain.Day, own domain.SessionID) domain.Day {
	switch p := p.(type) {
	case recommendation.Absorbed:
		if p.Kind == recommendation.Duplicate {
			return 0 // one from the start
		}
		return cmp.Or(last[p.Session], day)
	case recommendation.Event:
		return cmp.Or(last[recommendation.SessionOf(p)], day)
	case session.Held, session.Inscribed:
		return cmp.Or(last[own], day)
	case session.ListFixed:
		if last[own] != 0 {
			return min(day, last[own])
		}
	case session.Closed, session.TotalsDeclared:
		return max(day, last[own])
	}
	return day
}

// rectifiedSinceClose names the tables of the sessions that were closed before
// something was rectified, or a session held anew, in the log.
func rectifiedSinceClose(t projectiontest.TB, records projectiontest.Records) []string {
	var names, closed []string
	events := records.Envelopes(t)
	for _, e := range events {
		_, held := e.Payload.(session.Held)
		if correctionOf(e) != nil || held {
			names, closed = append(names, closed...), nil
		}
		if _, closes := e.Payload.(session.Closed); closes {
			closed = append(closed, "followup "+referenceOf(events, e.Stream))
		}
	}
	return names
}

func referenceOf(events []event.Envelope, stream string) string {
	codes := map[domain.ForumID]string{}
	for _, e := range events {
		if c, is := e.Payload.(forum.Created); is {
			codes[forum.IDOf(c.Code)] = c.Code
		}
		if p, is := e.Payload.(session.Planned); is && e.Stream == stream {
			return codes[p.Forum] + "." + p.Code
		}
	}
	return ""
}
