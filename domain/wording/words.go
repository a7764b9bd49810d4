package wording

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Words gives the folded words of s in order: its runs of letters and digits.
func Words(s string) []string {
	var words []string
	EachWord(s, func(word []byte) { words = append(words, string(word)) })
	return words
}

// EachWord calls yield with each folded word of s in order. The bytes are
// yield's only until it returns. It leaves no garbage, because an index reads a
// million texts with it at start-up.
func EachWord(s string, yield func(word []byte)) {
	buffer := foldBuffers.Get().(*[]byte)
	folded := AppendFold((*buffer)[:0], s)
	for i := 0; i < len(folded); {
		n := wordLength(folded[i:])
		if n == 0 {
			i++ // a mark, or a byte of one: no word begins inside it
			continue
		}
		yield(folded[i : i+n])
		i += n
	}
	*buffer = folded
	foldBuffers.Put(buffer)
}

var foldBuffers = sync.Pool{New: func() any { return new([]byte) }}

// wordLength counts the bytes of the word that b begins with.
func wordLength(b []byte) int {
	n := 0
	for n < len(b) {
		if wordASCII[b[n]] {
			n++
			continue
		}
		if b[n] < utf8.RuneSelf {
			return n
		}
		r, size := utf8.DecodeRune(b[n:])
		if !isWordRune(r) {
			return n
		}
		n += size
	}
	return n
}

// wordASCII holds the folded letters and digits of ASCII.
var wordASCII = func() (table [256]bool) {
	for c := range byte(utf8.RuneSelf) {
		table[c] = '0' <= c && c <= '9' || 'a' <= c && c <= 'z'
	}
	return table
}()

// isWordRune holds for what a word is made of. Marks count, since other
// scripts write their vowels with them.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
