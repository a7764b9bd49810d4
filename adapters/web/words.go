package web

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"suivi/domain/glossary"
)

// The space that no line ends at: before ; : ! ? % and within « » in French
// (Lexique des règles typographiques en usage à l'Imprimerie nationale), and
// between thousands.
const (
	hardSpace = "\u00a0"
	thinSpace = "\u202f"
)

var beforeMark = regexp.MustCompile(` ([:;!?»%])`)

// typeset gives French words the spaces that no line ends at. It may be given
// words that have them.
func typeset(s string, l glossary.Language) string {
	if l == glossary.English {
		return s
	}
	s = beforeMark.ReplaceAllString(s, hardSpace+"$1")
	s = strings.ReplaceAll(s, "« ", "«"+hardSpace)
	return strings.ReplaceAll(s, "n° ", "n°"+hardSpace)
}

// figures writes a number with its thousands apart.
func figures(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + thinSpace + s[i:]
	}
	return s
}

func upperFirst(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:first]) + s[first:]
}

func lowerFirst(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:first]) + s[first:]
}

// decimal writes a number as the reader's language does.
func (h *head) decimal(s string) string {
	return strings.Replace(s, ".", pick(h.Lang == glossary.English, ".", ","), 1)
}

// Percent writes "53,85" as a rate, a dash for nothing.
func (h *head) Percent(figures string) string {
	if figures == "" {
		return "–"
	}
	if h.Lang == glossary.English {
		return strings.Replace(figures, ",", ".", 1) + "%"
	}
	return figures + hardSpace + "%"
}
