package wording

import "slices"

// paths makes items of the names of a segment, which slashes, "du", brackets or
// mere spaces join.
func (p *ownerParser) paths(seg segment) []item {
	var items []item
	for start := 0; start < len(seg.nodes); {
		end := start + 1
		for end < len(seg.nodes) && seg.nodes[end].link != 0 {
			end++
		}
		found := p.chain(seg.nodes[start:end])
		if start > 0 && len(items) > 0 && len(found) > 0 {
			if merged, ok := p.d.neighbours(items[len(items)-1], found[0]); ok {
				items = append(items[:len(items)-1], merged)
				found = found[1:]
			}
		}
		items = append(items, found...)
		start = end
	}
	return items
}

// neighbours reads two names with nothing between them that are the same
// structure ("Ministère des Finances MEF") or one under the other ("MAECI DCM",
// a path or two owners). Any others are two owners, whose separator was lost.
func (d *Directory) neighbours(a, b item) (item, bool) {
	if !a.bare || !b.bare {
		return item{}, false
	}
	var same, lower []int
	for _, x := range a.candidates() {
		for _, y := range b.candidates() {
			switch {
			case x == y:
				same = appendOnce(same, x)
			case d.under(x, y):
				lower = appendOnce(lower, x)
			case d.under(y, x):
				lower = appendOnce(lower, y)
			}
		}
	}
	switch {
	case len(same) == 1:
		return item{readings: []reading{one(same[0])}, sure: true, bare: true, upper: -1, joint: a.joint}, true
	case len(lower) > 0:
		merged := item{upper: -1, joint: a.joint}
		for _, o := range lower {
			merged.readings = append(merged.readings, one(o))
		}
		merged.readings = append(merged.readings, both(a, b))
		return merged, true
	}
	return item{}, false
}

// candidates gives the structures that an item may be.
func (it item) candidates() []int {
	var found []int
	for _, r := range it.readings {
		for _, o := range r.organizations {
			found = appendOnce(found, o)
		}
	}
	return found
}

// both is the reading of two items as two owners.
func both(items ...item) reading {
	var r reading
	for _, it := range items {
		if len(it.readings) == 0 {
			continue
		}
		for _, o := range it.readings[0].organizations {
			r.organizations = appendOnce(r.organizations, o)
		}
		r.missing = append(r.missing, it.readings[0].missing...)
	}
	return r
}

// chain reads names joined by slashes or "du", and the brackets after them.
func (p *ownerParser) chain(nodes []ownerNode) []item {
	last := nodes[len(nodes)-1]
	if len(nodes) > 1 && slices.ContainsFunc(nodes, func(n ownerNode) bool {
		return n.element < 0 || n.grouped && n.element != last.element
	}) {
		return p.unclear(nodes)
	}
	if last.element < 0 { // brackets after no name
		return last.brackets
	}
	var heads []item
	if len(nodes) == 1 {
		heads = p.single(nodes[0])
	} else {
		heads = []item{p.path(nodes)}
	}
	switch {
	case !last.grouped:
		return heads
	case len(heads) != 1:
		return p.unclear(nodes)
	}
	return p.d.bracketed(heads[0], last.brackets)
}

// unclear asks about names and brackets in a path of no known form, such as
// "MEF (DGB)/MAECI".
func (p *ownerParser) unclear(nodes []ownerNode) []item {
	var all []item
	for _, n := range nodes {
		all = append(append(all, p.single(n)...), n.brackets...)
	}
	return []item{{readings: []reading{both(all...)}, upper: -1}}
}

// single reads one name, or the several that "les Ministres chargés de" holds.
func (p *ownerParser) single(n ownerNode) []item {
	var items []item
	for _, set := range n.match.sets {
		it := item{sure: len(set) == 1 && !n.match.asked, bare: !n.match.asked, upper: -1}
		for _, o := range set {
			it.readings = append(it.readings, one(o))
		}
		items = append(items, it)
	}
	return items
}

// path reads "DRH/MAECI" or "MAECI/DRH": it is the lowest of structures each
// under the next, in one direction or the other.
func (p *ownerParser) path(nodes []ownerNode) item {
	it := item{upper: -1}
	asked := false
	sets := make([][]int, len(nodes))
	for i, n := range nodes {
		asked = asked || n.match.asked || len(n.match.sets) != 1
		for _, set := range n.match.sets {
			sets[i] = append(sets[i], set...)
		}
	}
	rising := p.d.lowest(sets)
	slices.Reverse(sets)
	falling := p.d.lowest(sets)
	slices.Reverse(sets)
	for _, way := range append(rising, falling...) {
		it.readings = append(it.readings, one(way[0]))
	}
	it.sure = len(it.readings) == 1 && !asked
	if len(nodes) == 2 && len(rising) == 1 && len(falling) == 0 {
		it.lower, it.upper = sets[0], rising[0][1]
		it.lowerText = p.raw(nodes[0].element, nodes[0].element+1)
	}
	if len(it.readings) > 0 {
		return it
	}
	all := reading{}
	level := true
	for _, set := range sets {
		all.organizations = appendOnce(all.organizations, set[0])
		level = level && p.d.depth[set[0]] == p.d.depth[sets[0][0]]
	}
	if len(all.organizations) == 1 { // "MEF/Ministère des Finances"
		return item{readings: []reading{all}, sure: !asked, bare: true, upper: -1}
	}
	it.readings = []reading{all}
	if !level {
		text := p.raw(nodes[0].element, nodes[len(nodes)-1].element+1)
		it.readings = []reading{{missing: []string{text}}, all}
	}
	return it
}

// lowest gives each way to take one structure of every set so that it is under
// the one taken of the next.
func (d *Directory) lowest(sets [][]int) [][]int {
	if len(sets) == 1 {
		var ways [][]int
		for _, o := range sets[0] {
			ways = append(ways, []int{o})
		}
		return ways
	}
	var ways [][]int
	for _, above := range d.lowest(sets[1:]) {
		for _, o := range sets[0] {
			if d.under(o, above[0]) {
				ways = append(ways, append([]int{o}, above...))
			}
		}
	}
	return ways
}

// bracketed reads "MEF (DNPD et DGB)": those in brackets, of the structure
// before them, which is then no owner itself; "DNPD (MEF)" the other way round;
// "Ministère des Finances (MEF)" one structure named twice; "DRH (MAECI et
// MMEIA)" one of each.
func (d *Directory) bracketed(head item, inner []item) []item {
	if len(inner) == 0 {
		return []item{head}
	}
	var heads, parts []int
	var found []item
	sure := head.sure || head.bare || len(head.candidates()) == 1
	for _, in := range inner {
		below, above, same := d.relate(head.candidates(), in.candidates())
		switch {
		case !in.sure && !in.bare:
			sure = false
		case len(same) == 1:
			heads = appendOnce(heads, same[0])
		case len(below) > 0:
			parts = append(parts, below...)
			it := item{sure: len(below) == 1 && len(in.readings) >= 1, upper: -1, role: in.role, joint: in.joint}
			for _, o := range below {
				it.readings = append(it.readings, one(o))
			}
			found = append(found, it)
		case len(above) > 0:
			for _, o := range above {
				heads = appendOnce(heads, o)
			}
			sure = sure && len(above) == 1
		default:
			sure = false
		}
	}
	all := both(append([]item{head}, inner...)...)
	switch {
	case !sure || len(heads) > 0 && len(parts) > 0 && len(inner) > 2:
		inside := both(inner...)
		return []item{{readings: []reading{inside, all}, upper: -1, role: head.role}}
	case len(parts) > 0:
		return found
	}
	var items []item
	for _, o := range heads {
		items = append(items, item{readings: []reading{one(o)}, sure: true, bare: true, upper: -1, role: head.role})
	}
	return items
}

// relate tells which of inner are under one of heads, which of heads are under
// one of inner, and which are both.
func (d *Directory) relate(heads, inner []int) (below, above, same []int) {
	for _, h := range heads {
		for _, in := range inner {
			switch {
			case h == in:
				same = appendOnce(same, h)
			case d.under(in, h):
				below = appendOnce(below, in)
			case d.under(h, in):
				above = appendOnce(above, h)
			}
		}
	}
	return below, above, same
}
