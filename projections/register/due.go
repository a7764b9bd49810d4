package register

import (
	"cmp"
	"slices"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/domain/wording"
)

// DueItem is a recommendation on the list that a session has to examine.
type DueItem struct {
	Recommendation RecommendationIndex
	Number         string       // under which it stands there
	Place          int          // in that list
	From           SessionIndex // whose list it was taken from; None where all open is followed
}

// Due is the list that session s has to examine, each once: the one that was
// fixed, else what its forum's rule gives.
func (v *View) Due(s SessionIndex) []DueItem {
	if due, done := v.dueLists[s]; done {
		return due
	}
	var due []DueItem
	if l := v.Session(s).List; l != nil {
		due = v.fixedList(s, l)
	} else if v.r.sessions[s].forum != None {
		due = v.DueByRule(s)
	}
	return keep(&v.dueLists, s, due)
}

// isDue reports whether i is on the list that s has to examine.
func (v *View) isDue(i RecommendationIndex, s SessionIndex) bool {
	set, done := v.dueSets[s]
	if !done {
		if rule := v.ruleAt(s); rule.Examines == forum.AllOpen && v.Session(s).List == nil && !v.r.recommendations[i].shared {
			return v.openFor(i, s, rule) // asked of one, all that was open need not be found
		}
		set = map[RecommendationIndex]bool{}
		for _, d := range v.Due(s) {
			set[d.Recommendation] = true
		}
		keep(&v.dueSets, s, set)
	}
	return set[i]
}

func (v *View) fixedList(s SessionIndex, l *session.ListFixed) []DueItem {
	from := map[domain.SessionID]SessionIndex{}
	for _, id := range l.Lists {
		if i, known := v.r.sessionByID[id]; known {
			from[id] = i
		}
	}
	var due []DueItem
	seen := map[RecommendationIndex]bool{}
	for _, item := range l.Items {
		own, known := v.r.recommendationByID[item.Recommendation]
		if !known || !v.made(own) {
			continue
		}
		i := v.Bearer(own, s)
		if seen[i] {
			continue
		}
		seen[i] = true
		d := DueItem{Recommendation: i, Number: item.Number, Place: item.Place, From: None}
		for _, listing := range v.State(own).Listings {
			if h, is := from[listing.Session]; is {
				d.From = h
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
	rule := v.ruleAt(s)
	switch rule.Examines {
	case forum.Nothing:
		return nil
	case forum.AllOpen:
		return v.allOpen(s, rule)
	}
	return v.listsOf(s, v.handing(v.before(s), max(rule.Lists, 1)))
}

// ruleAt is the rule by which session s works: that valid on its day, or today
// where it has none yet.
func (v *View) ruleAt(s SessionIndex) forum.Rule {
	return v.rule(v.r.sessions[s].forum, cmp.Or(v.Session(s).Day(), v.today))
}

// ListsOf joins the lists that sessions made, the latest given first: what is
// on two appears once, under its latest numéro.
func (v *View) ListsOf(sessions []SessionIndex) []DueItem { return v.listsOf(None, sessions) }

// listsOf is ListsOf for session s, which deals with what was absorbed as
// Bearer says.
func (v *View) listsOf(s SessionIndex, sessions []SessionIndex) []DueItem {
	var due []DueItem
	seen := map[RecommendationIndex]bool{}
	for _, h := range sessions {
		var list []DueItem
		for i, l := range v.Listed(h) {
			if i = v.Bearer(i, s); v.binds(i) {
				list = append(list, DueItem{Recommendation: i, Number: l.Number, Place: l.Place, From: h})
			}
		}
		slices.SortStableFunc(list, func(a, b DueItem) int { return cmp.Compare(a.Place, b.Place) })
		list = slices.DeleteFunc(list, func(d DueItem) bool {
			was := seen[d.Recommendation]
			seen[d.Recommendation] = true
			return was
		})
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

// eve is the ledger as it stood on the eve of s: the view itself where s has no
// day, or begins beyond the view.
func (v *View) eve(s SessionIndex) *View {
	day := opening(v.Session(s))
	if day <= 1 {
		return v
	}
	return v.At(day - 1)
}

// allOpen is what a forum that follows all that is open examines at s: what
// was open on the eve, and what was executed since its previous session, if
// there was one; in the order of the lists on which they stood.
func (v *View) allOpen(s SessionIndex, rule forum.Rule) []DueItem {
	eve := v.eve(s)
	var due []DueItem
	for _, f := range v.followedBy(v.r.sessions[s].forum, rule) {
		for _, i := range v.r.forums[f].stood {
			if v.openFor(i, s, rule) {
				due = append(due, DueItem{Recommendation: i, Number: lastListing(eve.State(i)).Number, From: None})
			}
		}
	}
	slices.SortStableFunc(due, func(a, b DueItem) int {
		return eve.compareListings(eve.State(a.Recommendation), eve.State(b.Recommendation))
	})
	seen := map[RecommendationIndex]bool{}
	due = slices.DeleteFunc(due, func(d DueItem) bool {
		b := v.Bearer(d.Recommendation, s)
		was := seen[b]
		seen[b] = true
		return was
	})
	for k := range due {
		due[k].Recommendation, due[k].Place = v.Bearer(due[k].Recommendation, s), k+1
	}
	return due
}

// openFor reports whether i, under its own name, is among what allOpen gives.
func (v *View) openFor(i RecommendationIndex, s SessionIndex, rule forum.Rule) bool {
	eve, own, since := v.eve(s), v.r.sessions[s].forum, domain.Day(0)
	if before := v.before(s); len(before) > 0 {
		since = v.Session(before[len(before)-1]).Day()
	}
	st := eve.State(i)
	return eve.follows(rule, own, st) &&
		(st.Standing == recommendation.Open || st.Standing == recommendation.Done && since != 0 && st.StateSince > since)
}

// compareListings puts in order what stands on the lists of sessions.
func (v *View) compareListings(a, b *recommendation.State) int {
	la, lb := lastListing(a), lastListing(b)
	sa, knownA := v.r.sessionByID[la.Session]
	sb, knownB := v.r.sessionByID[lb.Session]
	if knownA && knownB && sa != sb {
		return v.CompareSessions(sa, sb)
	}
	return cmp.Compare(la.Place, lb.Place)
}

func (v *View) followedBy(f ForumIndex, rule forum.Rule) []ForumIndex {
	if len(rule.Forums) == 0 {
		return []ForumIndex{f}
	}
	var all []ForumIndex
	for _, id := range rule.Forums {
		if i, known := v.r.forumByID[id]; known && !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// follows reports whether forum own, by that rule, follows all that is open
// like st: what the forums that the rule names (itself where it names none)
// made, or put on their lists last.
func (v *View) follows(rule forum.Rule, own ForumIndex, st *recommendation.State) bool {
	if !sameTheme(rule, st) {
		return false
	}
	return slices.ContainsFunc(v.followedBy(own, rule), func(f ForumIndex) bool {
		return st.Forum == v.r.forums[f].id || v.Following(st) == f
	})
}

func sameTheme(rule forum.Rule, st *recommendation.State) bool {
	return rule.Theme == "" || wording.Fold(rule.Theme) == wording.Fold(st.Theme)
}

func lastListing(s *recommendation.State) recommendation.Listing {
	if len(s.Listings) == 0 {
		return recommendation.Listing{}
	}
	return s.Listings[len(s.Listings)-1]
}
