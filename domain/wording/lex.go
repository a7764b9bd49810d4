package wording

import (
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or a mark of a text, with its place in it.
type token struct {
	kind       tokenKind
	text       string // folded
	start, end int    // bytes of the text as written
	spaced     bool   // space before it
	newLine    bool   // a line break before it
	upper      bool   // written in capitals
	capital    bool   // beginning with one
}

type tokenKind uint8

const (
	wordToken tokenKind = iota + 1
	numberToken
	markToken
)

// is reports whether t is one of these words or marks.
func (t token) is(texts ...string) bool {
	for _, text := range texts {
		if t.text == text {
			return true
		}
	}
	return false
}

// lex cuts s into tokens; every letter and digit of s is in exactly one of
// them. A number is a run of the digits 0 to 9. Where mixed is set, a run of
// letters and digits ("G5") is one word; else it is cut between them ("1er",
// "T1").
func lex(s string, mixed bool) []token {
	var tokens []token
	var scratch [12]byte
	spaced, newLine := false, false
	open := false // the last token may still grow
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			spaced, open = true, false
			newLine = newLine || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
			continue
		}
		folded := appendFoldedRune(scratch[:0], r)
		if len(folded) == 0 {
			continue
		}
		kind := kindOf(folded)
		if open && kind != markToken {
			last := &tokens[len(tokens)-1]
			if last.kind == kind || mixed && last.kind != markToken {
				if last.kind != kind {
					last.kind = wordToken
				}
				last.text += string(folded)
				last.end = i + size
				last.upper = last.upper && (unicode.IsUpper(r) || kind == numberToken)
				continue
			}
		}
		tokens = append(tokens, token{kind, string(folded), i, i + size, spaced, newLine, unicode.IsUpper(r), unicode.IsUpper(r)})
		spaced, newLine, open = false, false, true
	}
	return tokens
}

func kindOf(folded []byte) tokenKind {
	r, _ := utf8.DecodeRune(folded)
	switch {
	case '0' <= r && r <= '9':
		return numberToken
	case isWordRune(r):
		return wordToken
	}
	return markToken
}
