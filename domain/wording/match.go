package wording

// A match is a run of tokens that names structures.
type match struct {
	used int     // tokens
	sets [][]int // for each structure named, those that it may be
	// asked is set where the words are but a part of the name, and so only
	// suggest it.
	asked bool
}

// matchAt finds the longest name or acronym at the start of tokens.
func (d *Directory) matchAt(tokens []token) match {
	best := d.acronymAt(tokens)
	if m := d.nameAt(tokens); m.used > best.used {
		best = m
	}
	if m := d.ministersAt(tokens); m.used > best.used {
		best = m
	}
	return best
}

// acronymAt finds an acronym, which may itself hold slashes ("CPS/SCI"). One
// that a line break has cut ("MAEC I") counts where none of its pieces is a
// word or an acronym of its own.
func (d *Directory) acronymAt(tokens []token) match {
	var best match
	var key []byte
	cut := false    // it runs over a space
	joined := false // and over a word that has a meaning by itself
	for i, t := range tokens {
		switch {
		case t.is("/", "-"):
			if i == 0 || key[len(key)-1] == '/' {
				return best
			}
			key = append(key, '/')
			continue
		case t.text == "." && i > 0 && !t.spaced && i+1 < len(tokens) && !tokens[i+1].spaced && len(tokens[i-1].text) == 1:
			continue
		case t.kind == markToken:
			return best
		}
		if i > 0 && tokens[i-1].kind != markToken {
			cut = true
			joined = joined || d.acronyms[tokens[i-1].text] != nil
		}
		joined = joined || linkWords[t.text] && (cut || !t.upper) || cut && d.acronyms[t.text] != nil
		key = append(key, t.text...)
		if len(key) > d.longestAcronym {
			return best
		}
		if set := d.acronyms[string(key)]; set != nil && (!joined || cut && d.spaced[string(key)]) {
			best = match{used: i + 1, sets: [][]int{set}}
		}
	}
	return best
}

// nameAt finds a full name. Its link words, commas and hyphens may differ, and
// it may run over the end of a line.
func (d *Directory) nameAt(tokens []token) match {
	used, at := d.names.longest(tokens)
	if at == nil || len(at.organizations) == 0 {
		return match{}
	}
	return match{used: used, sets: [][]int{at.organizations}}
}

// longest follows the telling words of tokens from n as far as a name ends. The
// first token must be one.
func (n *node) longest(tokens []token) (used int, end *node) {
	if len(tokens) == 0 || tokens[0].kind == markToken || linkWords[tokens[0].text] {
		return 0, nil
	}
	for i, t := range tokens {
		if t.kind == markToken {
			if !t.is("'", "-", ",", `"`) {
				break
			}
			continue
		}
		if linkWords[t.text] {
			continue
		}
		next := n.next[stem(t.text)]
		if next == nil {
			break
		}
		n = next
		if len(n.organizations) > 0 {
			used, end = i+1, n
		}
	}
	return used, end
}

// ministersAt finds ministers named by their portfolios. "Chargé de" names a
// minister by what he has charge of, so that one portfolio of a longer name is
// enough where one ministry alone has it; without these words a part of a name
// is only asked. "Les Ministres chargés de" names as many as there are
// portfolios.
func (d *Directory) ministersAt(tokens []token) match {
	if len(tokens) < 2 || !isMinistry(stem(tokens[0].text)) || tokens[0].kind == markToken {
		return match{}
	}
	several := tokens[0].is("ministres", "ministers", "ministries", "ministeres")
	i, charged := 1, false
	if i+1 < len(tokens) && tokens[i].is("en") && tokens[i+1].is("charge") {
		i++
	}
	if tokens[i].is("charge", "chargee", "charges", "chargees") {
		charged = true
		i++
	}
	m := match{asked: !charged}
	for {
		j := i
		for j < len(tokens) && (tokens[j].kind == wordToken && linkWords[tokens[j].text] || tokens[j].is("'", ",")) {
			j++
		}
		if len(m.sets) > 0 && !tokensHold(tokens[i:j], "de", "du", "des", "d", "l", "of") {
			return m
		}
		used, set, part := d.portfolioAt(tokens[j:])
		if used == 0 {
			return m
		}
		if len(m.sets) > 0 && !several {
			if set = common(m.sets[0], set); len(set) == 0 {
				return m
			}
			m.sets[0] = set
		} else {
			m.sets = append(m.sets, set)
		}
		m.asked = m.asked || part
		i = j + used
		m.used = i
	}
}

// portfolioAt finds the ministries that have a portfolio; part is set where its
// words are but the beginning of one.
func (d *Directory) portfolioAt(tokens []token) (used int, set []int, part bool) {
	if used, end := d.portfolios.longest(tokens); end != nil {
		return used, end.organizations, false
	}
	if len(tokens) > 0 && tokens[0].kind == wordToken && !linkWords[tokens[0].text] {
		if n := d.portfolios.next[stem(tokens[0].text)]; n != nil {
			return 1, n.below(), true
		}
	}
	return 0, nil, false
}

func tokensHold(tokens []token, words ...string) bool {
	for _, t := range tokens {
		if t.is(words...) {
			return true
		}
	}
	return false
}

// common gives what both lists hold.
func common(a, b []int) []int {
	var both []int
	for _, x := range a {
		for _, y := range b {
			if x == y {
				both = append(both, x)
			}
		}
	}
	return both
}
