package wording

import "strings"

// A term is a word or phrase of an état, with its signal.
type term struct {
	kind  signal
	words string // folded
}

// stateTerms cuts a text into the terms of the vocabulary, the longest first.
// Dates are plain words.
func stateTerms(text string) []term {
	var terms []term
	tokens := lex(text, false)
	for i := 0; i < len(tokens); {
		t := tokens[i]
		if t.newLine && len(terms) > 0 && startsItem(t) {
			terms = append(terms, term{separator, "\n"})
		}
		switch t.kind {
		case numberToken:
			n := 1
			switch {
			case isYear(t):
				terms = append(terms, term{plainWord, t.text})
			case i+1 < len(tokens) && tokens[i+1].text == "%":
				terms = append(terms, percentTerm(t.text))
				n = 2
			case i+1 < len(tokens) && isMonth(tokens[i+1]):
				terms = append(terms, term{plainWord, t.text})
			default:
				terms = append(terms, term{number, t.text})
			}
			i += n
		case markToken:
			if kind, counts := markSignal(t); counts {
				terms = append(terms, term{kind, t.text})
			}
			i++
		default:
			found, n := phraseAt(tokens[i:])
			terms = append(terms, found)
			i += n
		}
	}
	return terms
}

// startsItem holds for what opens a new item after a line break; other line
// breaks are but the width of the cell.
func startsItem(t token) bool { return t.is("-", "~", "•", "*", "✓", "❖") }

func isYear(t token) bool {
	return t.kind == numberToken && len(t.text) == 4 && (strings.HasPrefix(t.text, "19") || strings.HasPrefix(t.text, "20"))
}

func isMonth(t token) bool {
	_, named := monthNumbers[t.text]
	return named
}

// percentTerm reads a degree of execution.
func percentTerm(digits string) term {
	switch n, ok := groupedDigits(digits); {
	case !ok || n > 100:
		return term{unknownWord, digits}
	case n == 100:
		return term{whollyWord, digits + "%"}
	case n == 0:
		return term{denial, digits + "%"}
	}
	return term{degreeWord, digits + "%"}
}

// markSignal tells which marks part a statement from its details, or make it
// doubtful; the others are but ornaments.
func markSignal(t token) (signal, bool) {
	switch t.text {
	case ":", ";", ",", ".", "(", ")", "=", "/":
		return separator, true
	case "-":
		return separator, t.spaced
	case "?":
		return doubt, true
	}
	return 0, false
}

// phraseAt takes the longest phrase of the vocabulary at the start of tokens,
// whose words may be joined by hyphens and apostrophes; else one word.
func phraseAt(tokens []token) (found term, used int) {
	var words []string
	found, used = term{unknownWord, tokens[0].text}, 1
	for i := 0; i < len(tokens) && len(words) < longestPhrase; i++ {
		t := tokens[i]
		if t.kind == markToken && i > 0 && (t.text == "'" || t.text == "-") && !t.spaced {
			continue
		}
		if t.kind != wordToken {
			break
		}
		words = append(words, t.text)
		phrase := strings.Join(words, " ")
		if kind, known := vocabulary[phrase]; known {
			found, used = term{kind, phrase}, i+1
		}
	}
	if used == 1 && found.kind == unknownWord {
		if isMonth(tokens[0]) {
			found.kind = plainWord
		} else {
			found.kind = near(found.words)
		}
	}
	return found, used
}

// withoutCode drops the figure by which a table stands for the état beside it:
// "2=Terminé", "Exécuté (1)", "1. Réalisé".
func withoutCode(terms []term) []term {
	if len(terms) > 2 && terms[0].kind == number && terms[1].kind == separator && strings.Contains("=.:)-", terms[1].words) {
		return terms[2:]
	}
	if n := len(terms); n > 3 && terms[n-1].words == ")" && terms[n-2].kind == number && terms[n-3].words == "(" {
		return terms[:n-3]
	}
	return terms
}

func joined(terms []term) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.words
	}
	return strings.Join(words, " ")
}
