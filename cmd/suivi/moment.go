package main

import (
	"suivi/adapters/desk"
	"suivi/domain"
)

// moment is as of when the options ask.
func (a *app) moment() desk.Moment {
	return desk.Moment{AsOf: a.asOf, KnownAt: a.knownAt, Today: a.todayText}
}

// today is the day on which something is asked or recorded.
func (a *app) today() (domain.Day, error) {
	if a.todayText == "" {
		return domain.DayOf(a.Now(), a.place), nil
	}
	return desk.ReadDay(a.todayText)
}
