package wording

import (
	"cmp"
	"slices"
	"strings"

	"suivi/domain"
)

// mostNear bounds the suggestions for an unknown owner.
const mostNear = 3

// A spelling is how a structure is written, as texts are compared with it.
type spelling struct {
	name     string // its telling words
	acronyms []string
}

// near gives the structures whose acronym or name is spelt most like text, the
// nearest first.
func (d *Directory) near(text string) []domain.OrganizationID {
	type candidate struct{ organization, distance int }
	acronym := strings.ReplaceAll(acronymKey(text), "/", "")
	name := strings.Join(nameWords(lex(text, true)), " ")
	var found []candidate
	for i, spelt := range d.spellings {
		best := -1
		keep := func(written, known string, limit int) {
			if n := distance(known, written, limit); n <= limit && (best < 0 || n < best) {
				best = n
			}
		}
		for _, known := range spelt.acronyms {
			if limit := min(len(acronym), len(known)) / 3; limit > 0 && len(acronym) <= longestAcronymText {
				keep(acronym, known, min(limit, 2))
			}
		}
		if limit := min(len(name), len(spelt.name)) / 4; limit > 0 {
			keep(name, spelt.name, limit)
		}
		if best < 0 && len(name) >= shortestPart && strings.Contains(" "+spelt.name+" ", " "+name+" ") {
			best = len(spelt.name) - len(name)
		}
		if best >= 0 {
			found = append(found, candidate{i, best})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var ids []domain.OrganizationID
	for _, c := range found[:min(len(found), mostNear)] {
		ids = append(ids, d.organizations[c.organization].ID)
	}
	return ids
}

const (
	longestAcronymText = 24
	shortestPart       = 5
)

func appendID(ids []domain.OrganizationID, id domain.OrganizationID) []domain.OrganizationID {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}
