package wording

import (
	"strings"

	"suivi/domain"
)

// An ownerParser makes items of the elements of a cell.
type ownerParser struct {
	d        *Directory
	text     string
	tokens   []token
	elements []element
	at       int
	role     domain.Role // of what follows
	unknown  []UnknownOwner
	strange  segment // the segment before, where it is the last of unknown
}

// A segment is what stands between two separators.
type segment struct {
	first, last int // elements
	nodes       []ownerNode
	strange     bool // it holds a word that nobody knows
	ofFirst     bool
	joint       elementKind
	role        domain.Role
	unknown     int // how many unknown parts there were before it
}

// An ownerNode is a name in a segment, with what leads to it from the one
// before: a slash, "du", or 0 for a mere space.
type ownerNode struct {
	link     elementKind
	match    match
	element  int
	brackets []item
	grouped  bool
}

// items takes elements up to the end, or up to the closing bracket.
func (p *ownerParser) items(inBrackets bool) []item {
	var items []item
	seg := segment{first: p.at, last: p.at, unknown: len(p.unknown)}
	link := elementKind(0)
	finish := func(joint elementKind) {
		found := p.finish(seg)
		if len(found) == 0 && !seg.strange && joint != breakElement && seg.joint > joint {
			joint = seg.joint // ", en relation avec": the stronger of two separators
		}
		items = append(items, found...)
		seg = segment{first: p.at, last: p.at, joint: joint, unknown: len(p.unknown)}
		link = 0
	}
	for p.at < len(p.elements) {
		e := p.elements[p.at]
		p.at++
		switch e.kind {
		case speakerElement:
			seg.first, seg.last = p.at, p.at
			continue
		case closeElement:
			if inBrackets {
				finish(0)
				return items
			}
			continue
		case commaElement, breakElement, withElement:
			finish(e.kind)
			switch e.kind {
			case breakElement:
				p.role = domain.RoleUnspecified
			case withElement:
				p.role = domain.RoleAssociated
			}
			continue
		case lineElement:
			if p.partsLines(seg, link) {
				finish(lineElement)
			}
			continue
		case leadElement, associatedElement:
			role := domain.RoleLead
			if e.kind == associatedElement {
				role = domain.RoleAssociated
			}
			if len(seg.nodes) > 0 {
				seg.role = role
			} else {
				p.role = role
				p.skipColon()
			}
			continue
		case openElement:
			p.brackets(&seg)
		case slashElement:
			link = slashElement
		case ofElement:
			if len(seg.nodes) == 0 {
				seg.ofFirst = true
			} else if link == 0 {
				link = ofElement
			}
		case otherElement:
			seg.strange = true
		case nameElement:
			seg.nodes = append(seg.nodes, ownerNode{link: link, match: e.match, element: p.at - 1})
			link = 0
		}
		seg.last = p.at
	}
	finish(0)
	return items
}

// partsLines tells whether the end of a line parts owners. It does not inside a
// path, or beside another separator; nor amid words that nobody knows, which
// may be one name.
func (p *ownerParser) partsLines(seg segment, link elementKind) bool {
	if link != 0 || p.at >= len(p.elements) {
		return false
	}
	switch p.elements[p.at].kind {
	case slashElement, openElement, closeElement, commaElement, withElement, ofElement, leadElement, associatedElement:
		return false
	case otherElement:
		return !seg.strange
	}
	return true
}

func (p *ownerParser) skipColon() {
	if p.at < len(p.elements) {
		if e := p.elements[p.at]; e.kind == breakElement && e.used == 1 && p.tokens[e.first].text == ":" {
			p.at++
		}
	}
}

// brackets takes what stands in brackets after a name.
func (p *ownerParser) brackets(seg *segment) {
	closing := p.at
	for closing < len(p.elements) && p.elements[closing].kind != closeElement && p.elements[closing].kind != openElement {
		closing++
	}
	if closing == p.at+1 && closing < len(p.elements) && len(seg.nodes) > 0 {
		e, last := p.elements[p.at], seg.nodes[len(seg.nodes)-1]
		switch e.kind {
		case leadElement, associatedElement:
			seg.role = domain.RoleLead
			if e.kind == associatedElement {
				seg.role = domain.RoleAssociated
			}
			p.at = closing + 1
			return
		case postElement:
			p.at = closing + 1
			return
		case otherElement:
			if sets := last.match.sets; len(sets) == 1 && len(sets[0]) == 1 && fitsInitials(p.raw(p.at, p.at+1), p.d.organizations[sets[0][0]].Name) {
				p.at = closing + 1
				return
			}
		}
	}
	role, strange := p.role, p.strange
	p.strange = segment{}
	inner := p.items(true)
	p.role, p.strange = role, strange
	if len(seg.nodes) == 0 {
		seg.nodes = append(seg.nodes, ownerNode{grouped: true, brackets: inner, element: -1})
		return
	}
	last := &seg.nodes[len(seg.nodes)-1]
	last.brackets, last.grouped = append(last.brackets, inner...), true
}

// finish makes the items of a segment. One that holds a strange word is unknown
// as a whole, since a known name in it may be but a part of a longer one.
func (p *ownerParser) finish(seg segment) []item {
	if seg.strange {
		var items []item
		for _, n := range seg.nodes {
			items = append(items, n.brackets...)
		}
		p.unknown = p.unknown[:seg.unknown] // what its brackets hold, it holds
		if p.continues(seg) {
			p.unknown = p.unknown[:len(p.unknown)-1]
			seg.first = p.strange.first
			seg.nodes = append(p.strange.nodes, seg.nodes...)
		}
		p.strange = seg
		p.unknown = append(p.unknown, p.unknownOwner(seg))
		return items
	}
	if len(seg.nodes) > 0 {
		p.strange = segment{}
	}
	items := p.paths(seg)
	for i := range items {
		if i == 0 {
			items[i].joint, items[i].ofFirst = seg.joint, seg.ofFirst
		}
		if items[i].role == domain.RoleUnspecified {
			items[i].role = seg.role
		}
		if items[i].role == domain.RoleUnspecified {
			items[i].role = p.role
		}
	}
	return items
}

// continues tells whether a strange segment is rather more of the name before
// it than a name of its own: "Ministère de la Femme, de l'Enfant et de la
// Famille".
func (p *ownerParser) continues(seg segment) bool {
	if !p.strange.strange || seg.joint != commaElement || len(p.unknown) == 0 {
		return false
	}
	if seg.ofFirst {
		return true
	}
	opening := nameWords(p.span(p.strange.first, p.strange.last))
	words := p.span(seg.first, seg.last)
	return len(opening) > 0 && isMinistry(opening[0]) && len(words) > 0 && !words[0].upper && !isMinistry(nameWords(words)[0])
}

func (p *ownerParser) unknownOwner(seg segment) UnknownOwner {
	text := p.raw(seg.first, seg.last)
	near := p.d.near(text)
	for _, n := range seg.nodes {
		for _, set := range n.match.sets {
			for _, o := range set {
				near = appendID(near, p.d.organizations[o].ID)
			}
		}
	}
	return UnknownOwner{text, near[:min(len(near), mostNear)]}
}

// span gives the tokens of elements first to end.
func (p *ownerParser) span(first, end int) []token {
	if first >= end {
		return nil
	}
	last := p.elements[end-1]
	return p.tokens[p.elements[first].first : last.first+last.used]
}

// raw gives the text of elements first to end, as written.
func (p *ownerParser) raw(first, end int) string {
	from, to := -1, 0
	for _, e := range p.elements[first:end] {
		if e.used == 0 {
			continue
		}
		if from < 0 {
			from = p.tokens[e.first].start
		}
		to = p.tokens[e.first+e.used-1].end
	}
	if from < 0 {
		return ""
	}
	return strings.Trim(p.text[from:to], " \t\r\n,;:")
}
