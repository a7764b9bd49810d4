package csv

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"suivi/domain/fault"
)

// Codes of the refusals of a file that is no readable text.
const (
	RefusedWorkbook = "import.csv.classeur"
	RefusedBinary   = "import.csv.pas_du_texte"
	RefusedEncoding = "import.csv.encodage"
	RefusedMojibake = "import.csv.encodage_double"
)

// decode gives the text of a file: UTF-8 with or without byte order mark,
// UTF-16 with one, else Windows-1252. What looks like neither is refused: read
// in the wrong encoding, accents would be recorded as something else.
func decode(name string, b []byte) (string, error) {
	refuse := func(code string, at int, args ...string) (string, error) {
		line := 1 + bytes.Count(b[:at], []byte("\n"))
		return "", fault.New(fault.Invalid, code, append(args, "fichier", name, "ligne", strconv.Itoa(line))...).At(name + ":" + strconv.Itoa(line))
	}
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return refuse(RefusedWorkbook, 0)
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b)
		if err != nil || !utf8.Valid(text) || bytes.ContainsRune(text, utf8.RuneError) {
			return refuse(RefusedEncoding, 0, "octet", "UTF-16")
		}
		b = text
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexFunc(b, isControl); at >= 0 {
		return refuse(RefusedBinary, at, "octet", strconv.Quote(string(b[at:at+1])))
	}
	if utf8.Valid(b) {
		text := string(b)
		if at := mojibake(text); at >= 0 {
			return refuse(RefusedMojibake, at)
		}
		return text, nil
	}
	if at := notWindows1252(b); at >= 0 {
		return refuse(RefusedEncoding, at, "octet", strings.ToUpper(strconv.FormatUint(uint64(b[at]), 16)))
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return refuse(RefusedEncoding, 0)
	}
	return string(text), nil
}

// isControl tells bytes that no table of text holds.
func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v'
}

// mojibake finds UTF-8 that was read as Windows-1252 and saved again ("rÃ©union").
func mojibake(text string) int {
	for _, spoilt := range []string{"Ã©", "Ã¨", "Ãª", "Ã§", "Ã´", "Ã®", "â€™", "Ã\u00a0"} {
		if at := strings.Index(text, spoilt); at >= 0 {
			return at
		}
	}
	return -1
}

// notWindows1252 finds the first byte that a French text in Windows-1252 does
// not hold: one without meaning there, or a mark such as ‚ or Ž beside letters,
// which is an accented letter of DOS or of the Macintosh.
func notWindows1252(b []byte) int {
	for i, c := range b {
		before, after := i > 0 && isLetter(b[i-1]), i+1 < len(b) && isLetter(b[i+1])
		switch c {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d: // no character
			return i
		case 0x82, 0x88, 0x8e: // ‚ ˆ Ž: é and ê elsewhere, and most frequent
			if before || after {
				return i
			}
		case 0x83, 0x84, 0x85, 0x87, 0x89, 0x8a, 0x8b, 0x93, 0x94, 0x95, 0x99, 0x9a, 0x9e:
			if before && after {
				return i
			}
		}
	}
	return -1
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
