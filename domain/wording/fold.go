package wording

import (
	"unicode"
	"unicode/utf8"
)

// Fold gives the form in which texts are compared and searched: lower case,
// no accents, ligatures opened (œ becomes oe), typographic quotes, dashes and
// all Unicode spaces made plain, every run of space made one and none left at
// either end. It is never stored: what was written is kept as it was. Folding
// twice changes nothing more.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)), s))
}

// AppendFold appends the folded form of s to dst.
func AppendFold(dst []byte, s string) []byte {
	start := len(dst)
	space := false
	for i := 0; i < len(s); {
		if low := foldedASCII[s[i]]; low != 0 {
			if space && len(dst) > start {
				dst = append(dst, ' ')
			}
			space = false
			dst = append(dst, low)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == ' ' || unicode.IsSpace(r) {
			space = true
			continue
		}
		before := len(dst)
		if space && before > start {
			dst = append(dst, ' ')
		}
		after := len(dst)
		dst = appendFoldedRune(dst, r)
		if len(dst) == after {
			dst = dst[:before]
			continue
		}
		space = false
	}
	return dst
}

// foldedASCII gives the folded form of each byte that is a sign of its own, 0
// for spaces and for the bytes of longer signs.
var foldedASCII = func() (table [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		if c != ' ' && (c < '\t' || c > '\r') {
			table[c] = lowerASCII(c)
		}
	}
	return table
}()

// appendFoldedRune appends what stands for r, which is no space; nothing for
// the marks that only change how a neighbour looks.
func appendFoldedRune(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(dst, lowerASCII(byte(r)))
	}
	if c := latinBase(r); c != 0 {
		return append(dst, c)
	}
	if plain, known := plainForms[r]; known {
		return append(dst, plain...)
	}
	if 0x300 <= r && r <= 0x36F {
		return dst
	}
	low := unicode.ToLower(r)
	if low != r {
		return appendFoldedRune(dst, low)
	}
	return utf8.AppendRune(dst, r)
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// isFolded reports whether s is surely its own folded form, which it is for
// plain lower-case ASCII with single inner spaces.
func isFolded(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf, 'A' <= c && c <= 'Z', '\t' <= c && c <= '\r':
			return false
		case c == ' ' && space:
			return false
		}
		space = c == ' '
	}
	return s == "" || !space
}
