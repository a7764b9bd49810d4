package wording

// The base letter of each letter of Latin-1, Latin Extended-A and B (from
// U+00C0) and of Latin Extended Additional (from U+1E00), which is all that
// European languages and those of West Africa write with accents. A dot stands
// for what is no accented letter; some of these are in plainForms.
const (
	latinLow = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y" + // 00C0
		"aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll." + // 0100
		"...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs" + // 0140
		"................................oo.............uu..............." + // 0180
		".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...." + // 01C0
		"aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy" // 0200
	latinHigh = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" + // 1E00
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" + // 1E40
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" + // 1E80
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy" // 1EC0
)

// latinBase gives the letter that r is without its accent, 0 where there is
// none to take away.
func latinBase(r rune) byte {
	var c byte
	switch {
	case 0xC0 <= r && int(r-0xC0) < len(latinLow):
		c = latinLow[r-0xC0]
	case 0x1E00 <= r && int(r-0x1E00) < len(latinHigh):
		c = latinHigh[r-0x1E00]
	}
	if c == '.' {
		return 0
	}
	return c
}

// plainForms gives what people type for a sign that their keyboard lacks. Each
// value is its own folded form.
var plainForms = map[rune]string{
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ß': "ss", 'ẞ': "ss",
	'ð': "d", 'Ð': "d", 'đ': "d", 'Đ': "d", 'þ': "th", 'Þ': "th", 'ħ': "h", 'Ħ': "h",
	'ı': "i", 'ĳ': "ij", 'Ĳ': "ij", 'ŀ': "l", 'Ŀ': "l", 'ł': "l", 'Ł': "l", 'ŉ': "n", 'ŧ': "t", 'Ŧ': "t",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",

	// Bambara, Fulfulde, Soninke, Tamasheq, Hausa.
	'ɛ': "e", 'Ɛ': "e", 'ɔ': "o", 'Ɔ': "o", 'ɲ': "n", 'Ɲ': "n", 'ŋ': "n", 'Ŋ': "n", 'ɓ': "b", 'Ɓ': "b",
	'ɗ': "d", 'Ɗ': "d", 'ƴ': "y", 'Ƴ': "y", 'ɣ': "g", 'Ɣ': "g", 'ə': "e", 'Ə': "e", 'ƙ': "k", 'Ƙ': "k",

	// Raised letters and figures: 1ᵉʳ, 2ⁿᵈ, nº.
	'ᵉ': "e", 'ʳ': "r", 'ᵐ': "m", 'ⁿ': "n", 'ᵈ': "d", 'ˢ': "s", 'ᵗ': "t", 'ʰ': "h", 'º': "°", 'ª': "a",
	'⁰': "0", '¹': "1", '²': "2", '³': "3", '⁴': "4", '⁵': "5", '⁶': "6", '⁷': "7", '⁸': "8", '⁹': "9",

	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", 'ʻ': "'", '′': "'", '´': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '⁃': "-", '−': "-", '﹘': "-", '﹣': "-", '－': "-",
	'…': "...", '⁄': "/", '∕': "/", '％': "%", '×': "x",

	// Signs without a width: soft hyphen, zero-width space and joiners, marks of
	// direction, byte-order mark.
	'\u00AD': "", '\u200B': "", '\u200C': "", '\u200D': "", '\u200E': "", '\u200F': "", '\u2060': "", '\uFEFF': "",
}
