package owing

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Sheet is what one structure owes, ready to be sent to it: its own first, then
// what those under it owe, each recommendation once.
type Sheet struct {
	Row
	Structure register.Owner
	Above     []register.Owner // from the top
	Forum     string
	Lines     []Line
	Next      string // the cursor of the lines after these
}

// Line is one recommendation of a sheet.
type Line struct {
	Item register.Item
	// By is who owes it: the structure itself, or the first one under it.
	By register.Owner
	// Found is the last word that was retained; nil for none.
	Found *Finding
	// Said is what the structure, or any under it, last declared.
	Said []register.Saying
	// Last is the last held session of the forum that follows it, and New what
	// took effect since.
	Last   string
	LastOn domain.Day
	New    []Change
}

// Finding is a constat, and the session that made it, "" for none.
type Finding struct {
	Session     string
	Day         domain.Day
	State       domain.State
	Words       string
	Observation string
}

// Change is one fact that took effect.
type Change struct {
	Day  domain.Day
	Type event.Type
}

// SheetOf makes a page of the sheet of structure o: of what forum f made, None:
// of all. It costs what the structure owes.
func SheetOf(v *register.View, f register.ForumIndex, o register.OrganizationIndex, p register.Page) (s Sheet, err error) {
	s.Structure = v.DescribeOrganization(o, "")
	if f != register.None {
		s.Forum = v.Forum(f).Code
	}
	for _, a := range slices.Backward(v.Ancestors(o)[1:]) {
		s.Above = append(s.Above, v.DescribeOrganization(a, ""))
	}
	if s.Row, err = RowOf(v, f, o); err != nil {
		return s, err
	}
	filter := register.AnyFilter()
	filter.Forum, filter.Organization, filter.Standing = f, o, recommendation.Open
	all, _, err := v.List(filter, register.Page{})
	if err != nil {
		return s, err
	}
	begin, end := 0, len(all)
	if p.After != "" {
		if begin, err = strconv.Atoi(p.After); err != nil || begin < 1 || begin >= end {
			return s, fault.New(fault.Invalid, "liste.curseur", "lu", p.After).At("curseur")
		}
	}
	if p.Limit > 0 && begin+p.Limit < end {
		end = begin + p.Limit
		s.Next = strconv.Itoa(end)
	}
	for _, d := range stretch(v, o, all, begin, end) {
		s.Lines = append(s.Lines, line(v, o, d))
	}
	return s, nil
}

// due is one recommendation, and who owes it.
type due struct {
	recommendation register.RecommendationIndex
	by             register.OrganizationIndex
}

// stretch gives of all those from begin to end where what o owes itself comes
// first, then what each under it owes, in order of path; the oldest of each
// first. Only what it gives is put in order.
func stretch(v *register.View, o register.OrganizationIndex, all []register.RecommendationIndex, begin, end int) (shown []due) {
	under, paths := map[register.OrganizationIndex]bool{}, map[register.OrganizationIndex]string{}
	groups := map[register.OrganizationIndex][]due{}
	for _, i := range all {
		d := due{i, register.None}
		for _, e := range v.Owners(i) {
			at := e.Organization
			if _, known := paths[at]; !known {
				under[at] = slices.Contains(v.Ancestors(at), o)
				paths[at] = v.Path(at)
			}
			if under[at] && d.by != o && (d.by == register.None || at == o || paths[at] < paths[d.by]) {
				d.by = at
			}
		}
		groups[d.by] = append(groups[d.by], d)
	}
	order := slices.SortedFunc(maps.Keys(groups), func(a, b register.OrganizationIndex) int {
		switch o {
		case a:
			return -1
		case b:
			return +1
		}
		return cmp.Or(cmp.Compare(paths[a], paths[b]), cmp.Compare(a, b))
	})
	at := 0
	for _, by := range order {
		group := groups[by]
		from, to := max(begin-at, 0), min(end-at, len(group))
		if at += len(group); from >= to {
			continue
		}
		slices.SortFunc(group, func(a, b due) int {
			return cmp.Or(cmp.Compare(v.State(a.recommendation).MadeOn, v.State(b.recommendation).MadeOn), cmp.Compare(a.recommendation, b.recommendation))
		})
		shown = append(shown, group[from:to]...)
	}
	return shown
}

func line(v *register.View, o register.OrganizationIndex, d due) Line {
	i := d.recommendation
	l := Line{Item: v.Describe(i), By: v.DescribeOrganization(d.by, "")}
	if order := v.Order(v.Following(v.State(i))); len(order) > 0 {
		last := order[len(order)-1]
		l.Last, l.LastOn = v.SessionReference(last), v.Session(last).Day()
	}
	for _, f := range v.Facts(i) {
		if e, is := f.Event.(recommendation.Found); is {
			l.Found = &Finding{Day: f.Day, State: e.State, Words: e.Words, Observation: e.Observation}
			if s, known := v.SessionOf(e.Session); known {
				l.Found.Session = v.SessionReference(s)
			}
		}
		if l.Last != "" && f.Day > l.LastOn {
			l.New = append(l.New, Change{f.Day, f.Event.EventType()})
		}
	}
	for _, said := range v.Said(i) {
		if by, err := v.FindOrganization(said.Owner.ID.String()); err == nil && slices.Contains(v.Ancestors(by), o) {
			l.Said = append(l.Said, said)
		}
	}
	return l
}
