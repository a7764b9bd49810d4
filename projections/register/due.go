package register

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// DueItem is a recommendation on the list that a session has to examine.
type DueItem struct {
	Recommendation RecommendationIndex
	Number         string       // under which it stands there
	Place          int          // in that list
	From           SessionIndex // whose list it was taken from; None where all open is followed
}

// Order lists the held sessions of forum f in order of day, then of first day,
// then of identity.
func (v *View) Order(f ForumIndex) []SessionIndex {
	if v.present {
		return v.r.forums[f].order
	}
	if o, done := v.orders[f]; done {
		return o
	}
	o := v.sortSessions(f)
	v.orders[f] = o
	return o
}

func (v *View) sortSessions(f ForumIndex) []SessionIndex {
	var held []SessionIndex
	for _, s := range v.r.forums[f].sessions {
		if st := v.Session(s); st.Exists && st.Held != nil && !st.Cancelled {
			held = append(held, s)
		}
	}
	slices.SortFunc(held, func(a, b SessionIndex) int { return v.compareSessions(a, b) })
	return held
}

func (v *View) compareSessions(a, b SessionIndex) int {
	sa, sb := v.Session(a), v.Session(b)
	return cmp.Or(cmp.Compare(sa.Day(), sb.Day()), cmp.Compare(firstDay(sa), firstDay(sb)), v.r.sessions[a].id.Compare(v.r.sessions[b].id.ULID))
}

func firstDay(s *session.State) domain.Day {
	if s.Held != nil {
		return s.Held.FirstDay()
	}
	return s.Planned.Expected.From
}

// Planned lists the sessions of forum f that are neither held nor cancelled,
// in order of the day on which they are expected, unknown last.
func (v *View) Planned(f ForumIndex) []SessionIndex {
	var planned []SessionIndex
	for _, s := range v.r.forums[f].sessions {
		if st := v.Session(s); st.Exists && st.Held == nil && !st.Cancelled {
			planned = append(planned, s)
		}
	}
	slices.SortStableFunc(planned, func(a, b SessionIndex) int {
		da, db := v.Session(a).Day(), v.Session(b).Day()
		if (da == 0) != (db == 0) {
			return cmp.Compare(db, da)
		}
		return cmp.Compare(da, db)
	})
	return planned
}

// before lists the held sessions of s's forum that come before s; all of them
// where s has no day yet.
func (v *View) before(s SessionIndex) []SessionIndex {
	order := v.Order(v.r.sessions[s].forum)
	if v.Session(s).Day() == 0 {
		return order
	}
	i, _ := slices.BinarySearchFunc(order, s, v.compareSessions)
	return order[:i]
}

// handing keeps the last n sessions of order that hand their list on: ordinary
// ones, unique or political.
func (v *View) handing(order []SessionIndex, n int) []SessionIndex {
	var last []SessionIndex
	for _, s := range slices.Backward(order) {
		if len(last) == n {
			break
		}
		if st := v.Session(s); st.Ordinary() && st.Phase() != domain.PhaseTechnical {
			last = append(last, s)
		}
	}
	return last
}

// Due is the list that session s has to examine: the one that was fixed, else
// what its forum's rule gives.
func (v *View) Due(s SessionIndex) []DueItem {
	if due, done := v.dueLists[s]; done {
		return due
	}
	var due []DueItem
	st := v.Session(s)
	if st.List != nil {
		due = v.fixedList(st.List)
	} else if v.r.sessions[s].forum != None {
		due = v.DueByRule(s)
	}
	v.dueLists[s] = due
	return due
}

func (v *View) fixedList(l *session.ListFixed) []DueItem {
	from := map[domain.SessionID]SessionIndex{}
	for _, id := range l.Lists {
		if i, known := v.r.sessionByID[id]; known {
			from[id] = i
		}
	}
	var due []DueItem
	for _, item := range l.Items {
		i, known := v.r.recommendationByID[item.Recommendation]
		if !known || !v.made(i) {
			continue
		}
		i = v.Survivor(i)
		d := DueItem{Recommendation: i, Number: item.Number, Place: item.Place, From: None}
		for _, listing := range v.State(i).Listings {
			if s, is := from[listing.Session]; is {
				d.From = s
			}
		}
		due = append(due, d)
	}
	return due
}

func (v *View) made(i RecommendationIndex) bool {
	st := v.State(i).Standing
	return st != recommendation.Unknown && st != recommendation.NeverMade
}

// DueByRule is what the rule of s's forum, valid on the day of s, gives it to
// examine.
func (v *View) DueByRule(s SessionIndex) []DueItem {
	f := v.r.sessions[s].forum
	day := v.Session(s).Day()
	if day == 0 {
		day = v.today
	}
	rule := v.rule(f, day)
	switch rule.Examines {
	case forum.Nothing:
		return nil
	case forum.AllOpen:
		return v.allOpen(s, rule)
	}
	return v.ListsOf(v.handing(v.before(s), max(rule.Lists, 1)))
}

// ListsOf joins the lists that sessions made, the latest given first: what is
// on two appears once, under its latest numéro.
func (v *View) ListsOf(sessions []SessionIndex) []DueItem {
	var due []DueItem
	seen := map[RecommendationIndex]bool{}
	for _, s := range sessions {
		var list []DueItem
		for i, l := range v.Listed(s) {
			i = v.Survivor(i)
			if !seen[i] && v.binds(i) {
				seen[i] = true
				list = append(list, DueItem{Recommendation: i, Number: l.Number, Place: l.Place, From: s})
			}
		}
		slices.SortStableFunc(list, func(a, b DueItem) int { return cmp.Compare(a.Place, b.Place) })
		due = append(list, due...)
	}
	return due
}

func (v *View) binds(i RecommendationIndex) bool {
	switch v.State(i).Standing {
	case recommendation.Unknown, recommendation.NeverMade, recommendation.Proposed, recommendation.Discarded:
		return false
	}
	return true
}

// allOpen is what a forum that follows all that is open examines at s: what
// was open on the eve, and what was executed since its previous session.
func (v *View) allOpen(s SessionIndex, rule forum.Rule) []DueItem {
	eve, since := v, domain.Day(0)
	if day := firstDay(v.Session(s)); day != 0 && (v.on == 0 || day-1 <= v.on) {
		eve = v.at(day - 1)
	}
	if before := v.before(s); len(before) > 0 {
		since = v.Session(before[len(before)-1]).Day()
	}
	var due []DueItem
	for _, f := range v.followedBy(v.r.sessions[s].forum, rule) {
		for _, i := range v.r.forums[f].recs {
			if v.dueAtEve(eve, i, since, rule.Theme) {
				l := lastListing(eve.State(i))
				due = append(due, DueItem{Recommendation: i, Number: l.Number, Place: len(due) + 1, From: None})
			}
		}
	}
	return due
}

func (v *View) dueAtEve(eve *View, i RecommendationIndex, since domain.Day, theme string) bool {
	st := eve.State(i)
	if theme != "" && st.Theme != theme {
		return false
	}
	return st.Standing == recommendation.Open || st.Standing == recommendation.Done && st.StateSince > since
}

func (v *View) followedBy(f ForumIndex, rule forum.Rule) []ForumIndex {
	if len(rule.Forums) == 0 {
		return []ForumIndex{f}
	}
	var all []ForumIndex
	for _, id := range rule.Forums {
		if i, known := v.r.forumByID[id]; known {
			all = append(all, i)
		}
	}
	return all
}

func lastListing(s *recommendation.State) recommendation.Listing {
	if len(s.Listings) == 0 {
		return recommendation.Listing{}
	}
	return s.Listings[len(s.Listings)-1]
}
