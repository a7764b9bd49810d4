package wording

import (
	"slices"
	"strings"

	"suivi/domain"
)

// An Organization is a structure under the names it bears on some day.
type Organization struct {
	ID       domain.OrganizationID
	Parent   domain.OrganizationID // zero, or not in the directory: a root
	Name     string
	Acronyms []string
}

// A Directory is the tree of structures as it stands on a day, against which
// owners are read. It does not change once built, and may be shared.
type Directory struct {
	organizations []Organization
	byID          map[domain.OrganizationID]int
	parent        []int // -1 for a root
	depth         []int

	acronyms       map[string][]int
	spaced         map[string]bool // acronyms that hold spaces themselves
	longestAcronym int
	spellings      []spelling
	names          *node // by the words of full names
	portfolios     *node // of ministries, by the words of each of their portfolios
}

// A node is a place in a tree of words.
type node struct {
	next          map[string]*node
	organizations []int // whose words end here
}

// NewDirectory indexes a list of structures. Of two with the same identity the
// first counts; a structure that would be above itself is taken for a root.
func NewDirectory(list []Organization) *Directory {
	d := &Directory{
		byID:       make(map[domain.OrganizationID]int),
		acronyms:   make(map[string][]int),
		spaced:     make(map[string]bool),
		names:      new(node),
		portfolios: new(node),
	}
	for _, o := range list {
		if _, again := d.byID[o.ID]; !again {
			d.byID[o.ID] = len(d.organizations)
			d.organizations = append(d.organizations, o)
		}
	}
	d.link()
	for i, o := range d.organizations {
		words := nameWords(lex(o.Name, true))
		spelt := spelling{name: strings.Join(words, " ")}
		for _, acronym := range o.Acronyms {
			if key := acronymKey(acronym); key != "" {
				d.acronyms[key] = appendOnce(d.acronyms[key], i)
				d.longestAcronym = max(d.longestAcronym, len(key))
				d.spaced[key] = d.spaced[key] || strings.Contains(strings.TrimSpace(acronym), " ")
				spelt.acronyms = append(spelt.acronyms, strings.ReplaceAll(key, "/", ""))
			}
		}
		d.spellings = append(d.spellings, spelt)
		d.names.add(words, i)
		if len(words) > 1 && isMinistry(words[0]) {
			for _, portfolio := range portfoliosOf(o.Name) {
				d.portfolios.add(portfolio, i)
			}
		}
	}
	return d
}

// link finds parents and depths.
func (d *Directory) link() {
	d.parent = make([]int, len(d.organizations))
	d.depth = make([]int, len(d.organizations))
	for i := range d.parent {
		d.parent[i] = -1
	}
	for i, o := range d.organizations {
		if p, found := d.byID[o.Parent]; found && !o.Parent.IsZero() && p != i && !d.under(p, i) {
			d.parent[i] = p
		}
	}
	for i := range d.organizations {
		for p := d.parent[i]; p >= 0; p = d.parent[p] {
			d.depth[i]++
		}
	}
}

// under reports whether low is below high, at any depth.
func (d *Directory) under(low, high int) bool {
	for p := d.parent[low]; p >= 0; p = d.parent[p] {
		if p == high {
			return true
		}
	}
	return false
}

func (n *node) add(words []string, organization int) {
	if len(words) == 0 {
		return
	}
	for _, w := range words {
		if n.next == nil {
			n.next = make(map[string]*node)
		}
		if n.next[w] == nil {
			n.next[w] = new(node)
		}
		n = n.next[w]
	}
	n.organizations = appendOnce(n.organizations, organization)
}

// below gives the organizations at n and at every place after it.
func (n *node) below() []int {
	found := slices.Clone(n.organizations)
	for _, next := range n.next {
		for _, o := range next.below() {
			found = appendOnce(found, o)
		}
	}
	slices.Sort(found)
	return found
}

// appendOnce gives list with i at its end, or list if it holds i. It never
// writes into an array that list shares.
func appendOnce(list []int, i int) []int {
	for _, have := range list {
		if have == i {
			return list
		}
	}
	return append(list[:len(list):len(list)], i)
}

// acronymKey gives the form in which acronyms are compared: "CT-CSLP" and
// "CT/CSLP" are the same, and so are "M.E.F." and "MEF".
func acronymKey(s string) string {
	var b strings.Builder
	for _, t := range lex(s, true) {
		switch {
		case t.kind != markToken:
			b.WriteString(t.text)
		case t.text == "/" || t.text == "-":
			b.WriteByte('/')
		}
	}
	return strings.Trim(b.String(), "/")
}
