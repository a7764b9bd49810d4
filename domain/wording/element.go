package wording

import "strings"

// An element is one part that a cell of owners is made of. The elements of a
// cell hold all its tokens, in order.
type element struct {
	kind  elementKind
	first int // token
	used  int
	match match // of a nameElement
}

type elementKind uint8

const (
	fillerElement  elementKind = iota + 1 // articles, courtesies, ornaments: says nothing
	speakerElement                        // whoever engages the owners
	nameElement                           // structures that the directory knows
	otherElement                          // a word that nobody knows
	slashElement                          // of, in either direction
	ofElement                             // du, de la
	commaElement                          // a comma, "et": parts owners, or words of one name
	breakElement                          // a semicolon, a bullet: parts owners
	lineElement                           // the end of a line, which may part owners
	withElement                           // en relation avec
	openElement
	closeElement
	leadElement // chef de file
	associatedElement
	postElement // (Director)
)

// phrases of several words that are one element.
var elementPhrases = []struct {
	kind    elementKind
	phrases string
}{
	{withElement, `en relation avec|en synergie avec|en collaboration avec|en rapport avec|en lien avec|en liaison avec|
		en coordination avec|en concertation avec|en partenariat avec|en relation etroite avec|en etroite collaboration avec|
		en collaboration etroite avec|avec|in collaboration with|in coordination with|in partnership with`},
	{leadElement, `chef de file|chefs de file|lead`},
	{associatedElement, `associe|associee|associes|associees|structure associee|structures associees|associated`},
}

// elements cuts a cell into its elements.
func (d *Directory) elements(tokens []token) []element {
	var found []element
	add := func(kind elementKind, first, used int, m match) {
		found = append(found, element{kind, first, used, m})
	}
	i := speakerEnd(tokens)
	if i > 0 {
		add(speakerElement, 0, i, match{})
	}
	for i < len(tokens) {
		if tokens[i].newLine && i > 0 {
			add(lineElement, i, 0, match{})
		}
		if m := d.matchAt(tokens[i:]); m.used > 0 && !(m.used == 1 && len(tokens) > 1 && isRatherWord(tokens[i])) {
			add(nameElement, i, m.used, m)
			i += m.used
			continue
		}
		kind, used := plainElement(tokens, i)
		add(kind, i, used, match{})
		i += used
	}
	return found
}

// isRatherWord holds for what, amid other words, is no acronym for want of a
// capital: "se", "san".
func isRatherWord(t token) bool { return len(t.text) < 4 && !t.capital }

// plainElement tells what the token at i, which begins no known name, is.
func plainElement(tokens []token, i int) (elementKind, int) {
	for _, list := range elementPhrases {
		for phrase := range strings.SplitSeq(list.phrases, "|") {
			p := scanner{tokens: tokens, at: i}
			if p.phrase(phrase) {
				return list.kind, p.at - i
			}
		}
	}
	t := tokens[i]
	if t.kind == markToken {
		return markElement(tokens, i), 1
	}
	next := token{kind: markToken}
	if i+1 < len(tokens) {
		next = tokens[i+1]
	}
	switch {
	case t.is("et", "and", "&"):
		return commaElement, 1
	case t.is("de", "du", "des", "d", "of"):
		return ofElement, 1
	case posts[t.text] && i > 0 && tokens[i-1].text == "(" && next.text == ")":
		return postElement, 1
	case linkWords[t.text] && !t.is("charge", "chargee", "charges", "chargees") && !(t.upper && len(t.text) > 1 && next.kind == markToken),
		courtesies[t.text]:
		return fillerElement, 1
	case isMinistry(stem(t.text)) && next.text == "," && i+2 < len(tokens): // "le Ministre, Secrétaire général du Gouvernement"
		return fillerElement, 2
	case opensTask(tokens, i):
		return fillerElement, 1
	}
	return otherElement, 1
}

func markElement(tokens []token, i int) elementKind {
	t := tokens[i]
	spaced := t.spaced || i+1 == len(tokens) || tokens[i+1].spaced
	switch t.text {
	case "/", ">", `\`:
		return slashElement
	case ",", "&":
		return commaElement
	case ";", "+", "•", "●", "~", "|", "✓", "❖", ":":
		return breakElement
	case "(", "[":
		return openElement
	case ")", "]":
		return closeElement
	case "-":
		if i == 0 || t.newLine {
			return breakElement
		}
		return slashElement
	case ".":
		if spaced {
			return breakElement
		}
	}
	return fillerElement
}

// opensTask holds for the first word of what is asked of the owners, where the
// cell ends with it: "engage le Ministre à assurer", "d'examiner".
func opensTask(tokens []token, i int) bool {
	if i < 2 || i != lastWord(tokens) || !isInfinitive(tokens[i].text) {
		return false
	}
	before := tokens[i-1]
	if before.text == "'" {
		before = tokens[i-2]
	}
	return before.is("a", "d", "de")
}

func lastWord(tokens []token) int {
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].kind != markToken {
			return i
		}
	}
	return -1
}

func isInfinitive(word string) bool {
	return len(word) > 4 && (strings.HasSuffix(word, "er") || strings.HasSuffix(word, "ir") || strings.HasSuffix(word, "re"))
}

// instructing are the verbs by which somebody gives owners their task.
var instructing = wordSet(`engage invite instruit exhorte prie charge encourage engagent invitent exhortent prient chargent encouragent demande demandent`)

// longestSpeaker counts the words that may stand before such a verb.
const longestSpeaker = 12

// speakerEnd gives the place after "Le Premier ministre engage", 0 where no
// such words open the text. Whoever speaks there owes nothing.
func speakerEnd(tokens []token) int {
	words := 0
	for i, t := range tokens {
		switch {
		case t.is(";", "(", ":", "/", "+") || words > longestSpeaker:
			return 0
		case t.kind == wordToken:
			words++
		}
		if words < 2 || !instructing[t.text] {
			continue
		}
		end := i + 1
		for end < len(tokens) && strings.HasSuffix(tokens[end].text, "ment") {
			end++
		}
		if end < len(tokens) && (tokens[end].is("le", "la", "les", "l", "chaque") || courtesies[tokens[end].text] ||
			t.is("demande", "demandent") && tokens[end].is("a", "au", "aux")) {
			return end
		}
	}
	return 0
}
