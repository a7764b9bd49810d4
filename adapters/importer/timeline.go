package importer

import (
	"cmp"
	"maps"
	"slices"

	"suivi/domain"
)

// An entry of the timeline is what happens on one day: a session with all that
// it did, a word between sessions, or the close of a session.
type entry struct {
	day  domain.Day
	rank int
	do   func() error
}

// Ranks of what happens on one day.
const (
	rankSession = iota
	rankBetween
	rankClose
)

// allDays records sessions, findings and declarations in the order of their
// days, whatever files they came from: each session is planned, held, examines,
// makes its list and closes, in that order. So each row is checked against
// what was recorded before its day.
func (r *run) allDays() error {
	r.behind = true
	clear(r.directories)
	if err := r.assign(); err != nil {
		return err
	}
	var line []entry
	for _, key := range slices.Sorted(maps.Keys(r.meetings)) {
		m := r.meetings[key]
		line = append(line, entry{m.day, rankSession, func() error { return r.session(m) }})
		if m.closeOn != 0 {
			line = append(line, entry{m.closeOn, rankClose, func() error { return r.do(m.it.row, nil, func() error { return r.closeMeeting(m) }) }})
		}
	}
	between, err := r.allBetween()
	if err != nil {
		return err
	}
	line = append(line, between...)
	slices.SortStableFunc(line, func(a, b entry) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.rank, b.rank)) })
	for _, e := range line {
		if err := e.do(); err != nil {
			return err
		}
	}
	return nil
}

// assign gives each row of a session to its session.
func (r *run) assign() error {
	for _, kind := range []Kind{Examinations, Recommendations, Totals} {
		for _, it := range r.items[kind] {
			if kind == Examinations && it.get("session") == "" {
				continue // a finding between sessions
			}
			err := r.do(it.row, nil, func() error {
				m, err := r.meetingOf(it)
				if err != nil {
					return err
				}
				it.row.Subject = m.reference()
				m.rows[kind] = append(m.rows[kind], it)
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// session records one session: that it was planned and held, what it validated,
// what it found, the list that it made, and what its report totals.
func (r *run) session(m *meeting) error {
	if m.it != nil {
		if err := r.do(m.it.row, []string{m.key()}, func() error { return r.openMeeting(m) }); err != nil {
			return err
		}
		if m.it.row.Outcome == Refused || m.it.row.Outcome == Waits {
			return r.allWait(m)
		}
	}
	for _, step := range []func(*meeting) error{r.matchList, r.validateAll, r.examineAll, r.listAll, r.totalAll} {
		if err := step(m); err != nil {
			return err
		}
	}
	return nil
}

// allWait leaves every row of a session that could not be opened waiting.
func (r *run) allWait(m *meeting) error {
	for _, rows := range m.rows {
		for _, it := range rows {
			if err := r.do(it.row, r.listedKeys(m, it), func() error { return r.waits(m.key()) }); err != nil {
				return err
			}
		}
	}
	return nil
}
