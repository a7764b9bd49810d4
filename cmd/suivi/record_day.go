package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// announcements are the commands whose effect people may set for a day to
// come: a decree that will move a structure, a session planned, a structure
// that will owe. A family stands for all that it holds. Every other command
// says that something happened; so may a rectification (see rectifiedDay).
var announcements = []string{"suivi forum", "suivi structure", "suivi session plan", "suivi session postpone", "suivi session cancel", "suivi reassign", "suivi due", "suivi rectify"}

// mayLieAhead reports whether the day of effect of c may lie after today.
func mayLieAhead(c *cobra.Command) bool {
	path := c.CommandPath()
	return slices.ContainsFunc(announcements, func(a string) bool { return path == a || strings.HasPrefix(path, a+" ") })
}

// rectifiedDay refuses to move f, which happened, to a day to come.
func (r *recording) rectifiedDay(f wrongFact) error {
	switch f.Payload.(type) {
	case recommendation.Reassigned, recommendation.DueDateSet, session.Planned, session.Postponed, session.Cancelled:
		return nil
	case recommendation.Event, session.Event:
		return at(r.happened(r.on), "--on")
	}
	return nil
}

// happened refuses a day on which nothing can have happened yet. The domain
// knows no today.
func (r *recording) happened(day domain.Day) error {
	if day <= r.today {
		return nil
	}
	return fault.New(fault.Invalid, "moment.a_venir", "jour", day.String(), "aujourdhui", r.today.String())
}

// happenedAt reads when something happened, given by an option; nothing for
// nothing. What has begun may last: "2024" is read during 2024.
func (r *recording) happenedAt(s, place string) (domain.Period, error) {
	p, err := periodAt(s, place)
	if err != nil {
		return p, err
	}
	return p, at(r.happened(cmp.Or(p.From, p.To)), place)
}
