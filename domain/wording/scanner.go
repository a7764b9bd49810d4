package wording

import "strings"

// A scanner walks over the tokens of a text that tells a time.
type scanner struct {
	tokens []token
	at     int
	order  Order

	swapped   bool // read what the order does not say to read first
	swappable bool // figures were read that may be read otherwise
	unsettled bool // and nothing tells which is meant
	between   bool // "entre" was read
	bare      bool // a unit of time was named without its value: "le mois"
}

// newScanner prepares a text: apostrophes, quotes, emphasis and the raised
// letters of a PDF are dropped, and so are the dots of abbreviations and what
// punctuation closes the text.
func newScanner(s string, order Order) *scanner {
	var kept []token
	all := lex(s, false)
	for i, t := range all {
		switch t.text {
		case "'", `"`, "*", "_", "^", "{", "}":
			continue
		case ".":
			if i == 0 || i == len(all)-1 || all[i-1].kind != numberToken || all[i+1].kind != numberToken || t.spaced || all[i+1].spaced {
				continue
			}
		case "des":
			if t.end-t.start > len("des") { // "dès juin" is a start, "des" an article
				t.text = "dès"
			}
		}
		kept = append(kept, t)
	}
	for len(kept) > 0 && kept[len(kept)-1].is(",", ";", ":") {
		kept = kept[:len(kept)-1]
	}
	if n := len(kept); n > 2 && kept[0].text == "(" && kept[n-1].text == ")" {
		kept = kept[1 : n-1]
	}
	return &scanner{tokens: kept, order: order}
}

func (p *scanner) done() bool { return p.at >= len(p.tokens) }

// peek gives the token n places ahead, a zero one past the end.
func (p *scanner) peek(n int) token {
	if p.at+n < len(p.tokens) {
		return p.tokens[p.at+n]
	}
	return token{}
}

// accept takes the next token if it is one of these.
func (p *scanner) accept(texts ...string) bool {
	if !p.done() && p.peek(0).is(texts...) {
		p.at++
		return true
	}
	return false
}

// skip takes all next tokens that are among these.
func (p *scanner) skip(texts ...string) {
	for p.accept(texts...) {
	}
}

// phrase takes the first of these sequences of words that comes next.
func (p *scanner) phrase(phrases ...string) bool {
next:
	for _, phrase := range phrases {
		words := strings.Fields(phrase)
		for i, w := range words {
			if p.peek(i).text != w {
				continue next
			}
		}
		p.at += len(words)
		return true
	}
	return false
}

// count takes a whole number in figures or words.
func (p *scanner) count() (int, bool) {
	value, used := countAt(p.tokens[min(p.at, len(p.tokens)):])
	p.at += used
	return value, used > 0
}

// month takes the name of a month.
func (p *scanner) month() (int, bool) {
	m, known := monthNumbers[p.peek(0).text]
	if known {
		p.at++
	}
	return m, known
}
