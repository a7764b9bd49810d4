package wording

import (
	"strings"

	"suivi/domain"
)

// An OwnersReading is what a cell of responsible structures means. Where it is
// not sure, a person chooses among Choices, or names what is Unknown.
type OwnersReading struct {
	Sure    bool
	Owners  []domain.Owner // where sure: those named, in order, each once; none where none was
	Choices []OwnersChoice // else: what the known parts may mean, the likeliest first
	Unknown []UnknownOwner // the parts that nobody knows
}

// An OwnersChoice is one meaning that a cell may have. Missing names what it
// would need that the directory lacks: "DRH/MMEIA".
type OwnersChoice struct {
	Owners  []domain.Owner
	Missing []string
}

// An UnknownOwner is a part of a cell that names no structure of the directory,
// as written, with up to three structures near it in spelling.
type UnknownOwner struct {
	Text string
	Near []domain.OrganizationID
}

// Owners reads a cell of responsible structures. Every word of it is a name or
// acronym of the directory, a separator, an article or title that adds nothing,
// or part of an Unknown: no owner is dropped in silence.
//
// A slash, "du" or brackets lead from a structure to one below it, in either
// direction, and are sure where the tree has exactly one such pair. What a tree
// cannot tell is asked: an acronym that two structures bear; "DRH/MAECI et
// MMEIA", whose DRH may be one or two; a part of a name. "En relation avec"
// makes those who follow associated, and the one before them chef de file.
// Whoever engages or invites the others is no owner.
func (d *Directory) Owners(s string) OwnersReading {
	if namesNobody(s) {
		return OwnersReading{Sure: true}
	}
	p := ownerParser{d: d, text: s, tokens: lex(s, true)}
	p.elements = d.elements(p.tokens)
	items := p.items(false)
	if len(items) == 0 && len(p.unknown) == 0 {
		p.unknown = []UnknownOwner{{strings.TrimSpace(s), d.near(s)}}
	}
	return p.reading(items)
}

// namesNobody holds for the ways to leave a cell empty.
func namesNobody(s string) bool {
	switch strings.Trim(Fold(s), "-_./ ") {
	case "", "neant", "none", "aucun", "aucune", "nil", "personne":
		return true
	}
	return false
}

// An item is one part of a list of owners.
type item struct {
	readings []reading // the likeliest first
	sure     bool
	joint    elementKind // what parts it from the item before; 0 for a mere space
	bare     bool        // one name, without a path
	ofFirst  bool        // it began with "du": "DRH du MAECI et du MMEIA"
	role     domain.Role

	// Of a path that began with the lower structure, such as "DRH/MAECI":
	lower     []int // all that bear its name
	lowerText string
	upper     int // the structure above, -1 where there is no such path
}

// A reading is one meaning of an item.
type reading struct {
	organizations []int
	missing       []string
}

func one(organization int) reading { return reading{organizations: []int{organization}} }

// reading puts the items of a cell together.
func (p *ownerParser) reading(items []item) OwnersReading {
	p.d.preferKin(items)
	items = leadBefore(items)
	sure := len(p.unknown) == 0
	choices := []OwnersChoice{{}}
	for i := 0; i < len(items); {
		alternatives, n := p.d.alternatives(items[i:])
		sure = sure && items[i].sure && len(alternatives) == 1
		choices = multiply(choices, alternatives)
		i += n
	}
	for i := range choices {
		choices[i].Owners = distinct(choices[i].Owners)
	}
	if sure {
		return OwnersReading{Sure: true, Owners: choices[0].Owners}
	}
	if len(items) == 0 {
		choices = nil
	}
	return OwnersReading{Choices: choices, Unknown: p.unknown}
}

// alternatives gives the meanings of the first of items, together with those
// after it to which a path may reach over: after "DRH/MAECI", each structure of
// the rank of MAECI that a comma or "et" joins may stand for its own DRH. It
// tells how many items that took.
func (d *Directory) alternatives(items []item) ([]OwnersChoice, int) {
	head := items[0]
	n := 1
	if head.upper >= 0 {
		for n < len(items) && d.mayShare(head, items[n]) {
			n++
		}
	}
	if n == 1 {
		var choices []OwnersChoice
		for _, r := range head.readings {
			choices = append(choices, d.choice(r, head.role))
		}
		return choices, 1
	}
	var choices []OwnersChoice
	for reached := range n {
		if items[1].ofFirst { // "DRH du MAECI et du MMEIA" rather reaches over
			reached = n - 1 - reached
		}
		choice := d.choice(head.readings[0], head.role)
		for i, it := range items[1:n] {
			above := it.readings[0].organizations[0]
			r := it.readings[0]
			if i < reached {
				r = reading{missing: []string{head.lowerText + "/" + d.label(above)}}
				for _, low := range head.lower {
					if d.under(low, above) {
						r = one(low)
					}
				}
			}
			choice = joinChoices(choice, d.choice(r, it.role))
		}
		choices = append(choices, choice)
	}
	return choices, n
}

// mayShare reports whether a path may reach over to the next item.
func (d *Directory) mayShare(path, next item) bool {
	if !next.bare || next.joint != commaElement && next.joint != 0 || len(next.readings) != 1 || len(next.readings[0].organizations) != 1 {
		return false
	}
	o := next.readings[0].organizations[0]
	return o != path.upper && d.depth[o] == d.depth[path.upper]
}

func (d *Directory) choice(r reading, role domain.Role) OwnersChoice {
	choice := OwnersChoice{Missing: r.missing}
	for _, o := range r.organizations {
		choice.Owners = append(choice.Owners, domain.Owner{Organization: d.organizations[o].ID, Role: role})
	}
	return choice
}

// mostChoices bounds what a person is shown.
const mostChoices = 8

func multiply(choices, alternatives []OwnersChoice) []OwnersChoice {
	var product []OwnersChoice
	for _, a := range alternatives {
		for _, c := range choices {
			if len(product) < mostChoices {
				product = append(product, joinChoices(c, a))
			}
		}
	}
	return product
}

func joinChoices(a, b OwnersChoice) OwnersChoice {
	return OwnersChoice{
		Owners:  append(a.Owners[:len(a.Owners):len(a.Owners)], b.Owners...),
		Missing: append(a.Missing[:len(a.Missing):len(a.Missing)], b.Missing...),
	}
}

// distinct keeps each structure once, with the role first told of it.
func distinct(owners []domain.Owner) []domain.Owner {
	var kept []domain.Owner
next:
	for _, o := range owners {
		for i := range kept {
			if kept[i].Organization == o.Organization {
				if kept[i].Role == domain.RoleUnspecified {
					kept[i].Role = o.Role
				}
				continue next
			}
		}
		kept = append(kept, o)
	}
	return kept
}

// preferKin puts first, of the structures that an item may be, those that are
// under or beside a structure that another item names.
func (d *Directory) preferKin(items []item) {
	for i := range items {
		rs := items[i].readings
		if !items[i].bare || len(rs) < 2 {
			continue
		}
		for j := range rs {
			if len(rs[j].organizations) == 1 && d.isKin(rs[j].organizations[0], items, i) {
				rs[0], rs[j] = rs[j], rs[0]
				break
			}
		}
	}
}

func (d *Directory) isKin(organization int, items []item, except int) bool {
	for i, other := range items {
		if i == except || len(other.readings) != 1 {
			continue
		}
		for _, o := range other.readings[0].organizations {
			if d.under(organization, o) || d.parent[o] >= 0 && d.parent[o] == d.parent[organization] {
				return true
			}
		}
	}
	return false
}

// leadBefore makes chef de file the one item that an associated one follows.
func leadBefore(items []item) []item {
	start := 0
	for i, it := range items {
		if it.joint == breakElement || it.joint == lineElement {
			start = i
		}
		if it.joint == withElement && i == start+1 && items[start].role == domain.RoleUnspecified {
			items[start].role = domain.RoleLead
		}
	}
	return items
}
