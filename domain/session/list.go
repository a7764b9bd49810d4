package session

import (
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
)

// inOrder gives each item without a place that of its rank.
func inOrder(l ListFixed) ListFixed {
	l.Items = slices.Clone(l.Items)
	for i := range l.Items {
		if l.Items[i].Place == 0 {
			l.Items[i].Place = i + 1
		}
	}
	return l
}

// list is the list that a session makes, as far as it decides what may enter.
type list struct {
	numbers map[string]domain.RecommendationID
	places  map[int]domain.RecommendationID
	items   map[domain.RecommendationID]Inscribed
}

// made is the list as it stands, without the item of one recommendation. Two
// that once took the same numéro stand.
func (s *State) made(without domain.RecommendationID) list {
	l := list{map[string]domain.RecommendationID{}, map[int]domain.RecommendationID{}, map[domain.RecommendationID]Inscribed{}}
	for _, i := range s.Inscribed {
		if i.Recommendation != without {
			l.enter(i)
		}
	}
	return l
}

// label is the last part of the reference under which an item is found: no
// two of a list may share it.
func label(i Inscribed) string {
	if i.Number != "" {
		return i.Number
	}
	return "p" + strconv.Itoa(i.Place)
}

// admits refuses a recommendation that is on the list, and a numéro or place
// that another one has.
func (l *list) admits(i Inscribed) error {
	if _, listed := l.items[i.Recommendation]; listed {
		return fault.New(fault.Conflict, RefusedListedTwice, "numero", i.Number).At("recommandation")
	}
	if _, taken := l.numbers[label(i)]; taken && i.Number != "" {
		return fault.New(fault.Conflict, RefusedNumberTaken, "numero", i.Number).At("numero")
	}
	_, placed := l.places[i.Place]
	if _, taken := l.numbers[label(i)]; taken || placed {
		return fault.New(fault.Conflict, RefusedPlaceTaken, "place", strconv.Itoa(i.Place)).At("place")
	}
	return nil
}

func (l *list) enter(i Inscribed) {
	l.numbers[label(i)], l.places[i.Place], l.items[i.Recommendation] = i.Recommendation, i.Recommendation, i
}

// has reports whether i stands on the list already, under the same numéro.
func (l *list) has(i Inscribed) bool {
	was, is := l.items[i.Recommendation]
	return is && was.Number == i.Number && (i.Place == 0 || i.Place == was.Place)
}

// lists reports whether c asks for nothing but what stands on the list.
func (s *State) lists(c Command) bool {
	i, inscribes := c.(Inscribe)
	if !inscribes || len(i.Items) == 0 {
		return false
	}
	l := s.made(domain.RecommendationID{})
	return !slices.ContainsFunc(i.Items, func(i Inscribed) bool { return !l.has(i) })
}

// inscribe enters items, all or none. One that stands there already is
// recorded.
func (s *State) inscribe(c Inscribe) ([]Decided, error) {
	l, next := s.made(domain.RecommendationID{}), s.NextPlace()
	var decided []Decided
	for _, i := range c.Items {
		if l.has(i) {
			continue
		}
		if i.Place == 0 {
			i.Place = next
		}
		if f := field.Within("place", i.Place, 1, field.MaxPlace); f != nil {
			return nil, f // after the last place there is no next one
		}
		next = max(next, i.Place+1)
		if err := l.admits(i); err != nil {
			return nil, err
		}
		l.enter(i)
		decided = append(decided, Decided{Day: s.Day(), Event: i})
	}
	return decided, nil
}
