package register

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
)

// rank is the place of a recommendation among all: those carried over most
// often first, then the oldest, then in order of first record.
type rank struct {
	times  int
	madeOn domain.Day
	index  RecommendationIndex
}

func (v *View) rankOf(i RecommendationIndex) rank {
	s := v.State(i)
	return rank{s.CarriedTimes, s.MadeOn, i}
}

func (r rank) compare(o rank) int {
	return cmp.Or(-cmp.Compare(r.times, o.times), cmp.Compare(r.madeOn, o.madeOn), cmp.Compare(r.index, o.index))
}

// String writes the rank as a cursor.
func (r rank) String() string {
	return fmt.Sprintf("%x.%x.%x", r.times, int64(r.madeOn), int64(r.index))
}

func readRank(cursor string) (r rank, err error) {
	if n, err := fmt.Sscanf(cursor, "%x.%x.%x", &r.times, &r.madeOn, &r.index); n != 3 || err != nil || r.String() != cursor {
		return r, fault.New(fault.Invalid, "liste.curseur", "lu", cursor).At("curseur")
	}
	return r, nil
}

// Ranked is List in order of rank: those carried over again and again first.
// It costs what the page and what it passes over cost, or a sort of what a
// narrow filter leaves.
func (v *View) Ranked(f Filter, p Page) ([]RecommendationIndex, string, error) {
	after := rank{times: math.MaxInt}
	if p.After != "" {
		var err error
		if after, err = readRank(p.After); err != nil {
			return nil, "", err
		}
	}
	ordered, err := v.inRank(f, after)
	if err != nil {
		return nil, "", err
	}
	among, bounded := v.among(f)
	match := v.matcher(f)
	var page []RecommendationIndex
	for i := range ordered {
		if bounded && !among.has(i) || !match(i) || v.rankOf(i).compare(after) <= 0 {
			continue
		}
		if p.Limit > 0 && len(page) == p.Limit {
			return page, v.rankOf(page[len(page)-1]).String(), nil
		}
		page = append(page, i)
	}
	return page, "", nil
}

// RankCursor is the cursor of what comes after i in order of rank.
func (v *View) RankCursor(i RecommendationIndex) string { return v.rankOf(i).String() }

// fewEnough is up to how many are sorted rather than looked for among all.
const fewEnough = 2000

// inRank yields a superset of what f holds after a rank, in order of rank: all
// that was made, where f holds much of it, else what f holds.
func (v *View) inRank(f Filter, after rank) (iter.Seq[RecommendationIndex], error) {
	if d := v.digest(f); d != nil && !v.narrow(d, f) {
		return d.ranks.from(after, f.CarriedTimes), nil
	}
	all, _, err := v.List(f, Page{})
	slices.SortFunc(all, func(a, b RecommendationIndex) int { return v.rankOf(a).compare(v.rankOf(b)) })
	return slices.Values(all), err
}

// narrow tells a filter that holds few, as the indexes know it.
func (v *View) narrow(d *digest, f Filter) bool {
	switch {
	case f.Words != "", f.Session != None:
		return true
	case f.Organization != None:
		t := d.counts.RolledUp[f.Organization]
		return t == nil || t.Open < fewEnough
	case f.Forum != None:
		return len(v.r.forums[f.Forum].made) < fewEnough
	case f.Theme != "":
		return len(d.ofTheme[v.r.themeOf(f.Theme)]) < fewEnough
	case f.Exercise != 0:
		return len(d.ofYear[int16(f.Exercise)]) < fewEnough
	}
	return false
}

// ranks hold all that was made, by how often it was carried
// over and by the day it was made.
type ranks map[int]map[domain.Day][]RecommendationIndex

// note moves i from where it stood to where it stands.
func (r ranks) note(i RecommendationIndex, was, is *recommendation.State) {
	if was.Standing != recommendation.Unknown && is.Standing != recommendation.Unknown && was.CarriedTimes == is.CarriedTimes && was.MadeOn == is.MadeOn {
		return
	}
	if was.Standing != recommendation.Unknown {
		days := r[was.CarriedTimes]
		if at, there := slices.BinarySearch(days[was.MadeOn], i); there {
			days[was.MadeOn] = slices.Delete(days[was.MadeOn], at, at+1)
		}
		if len(days[was.MadeOn]) == 0 {
			delete(days, was.MadeOn)
		}
	}
	if is.Standing != recommendation.Unknown {
		if r[is.CarriedTimes] == nil {
			r[is.CarriedTimes] = map[domain.Day][]RecommendationIndex{}
		}
		r[is.CarriedTimes][is.MadeOn] = addIndex(r[is.CarriedTimes][is.MadeOn], i)
	}
}

// from yields, in order of rank, those of the same rank as after or later that
// were carried over so many times at the least.
func (r ranks) from(after rank, times int) iter.Seq[RecommendationIndex] {
	return func(yield func(RecommendationIndex) bool) {
		for _, level := range slices.Backward(slices.Sorted(maps.Keys(r))) {
			if level > after.times || level < times {
				continue
			}
			for _, day := range slices.Sorted(maps.Keys(r[level])) {
				if level == after.times && day < after.madeOn {
					continue
				}
				for _, i := range r[level][day] {
					if !yield(i) {
						return
					}
				}
			}
		}
	}
}
