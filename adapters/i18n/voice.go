package i18n

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// Voice says the catalogue to readers of one kind. The catalogue is written for
// the command line, and names commands ("suivi search") and options (--reason):
// a voice puts there what its readers know them as. The zero Voice is the
// command line's own.
type Voice struct {
	// Command is the name of what a command does, given as typed after "suivi";
	// "" where these readers have no such thing, and the text stays.
	Command func(line string, l glossary.Language) string
	// Option is the name of what an option of a text of that code says; ""
	// where these readers have no such thing.
	Option func(code, option string, l glossary.Language) string
	// Argument is what an argument of that name says; "" where its value is
	// shown as on the command line.
	Argument func(name, value string, l glossary.Language) string
	// Sentences has every text begin with a capital letter, but for what it quotes.
	Sentences bool
	// Texts are said in place of the catalogue's, by code.
	Texts map[string]glossary.Text
}

// Explain says what err is about, where it lies and what to do next. An error
// that is no fault is told as it stands, after words that say it is ours.
func (v Voice) Explain(err error, l glossary.Language) string {
	f, is := errors.AsType[*fault.Fault](err)
	if !is {
		return glossary.Text{FR: "erreur interne : ", EN: "internal error: "}.In(l) + err.Error()
	}
	said := v.Say(f.Code, f.Args, l)
	if f.Place != "" {
		said = glossary.Text{FR: "à ", EN: "at "}.In(l) + quote(f.Place, l) + glossary.Text{FR: " : ", EN: ": "}.In(l) + said
	}
	if len(f.Possible) > 0 {
		words := make([]string, len(f.Possible))
		for i, p := range f.Possible {
			words[i] = glossary.Word(p, l)
		}
		said += glossary.Text{FR: " Possible d'ici : ", EN: " Possible from here: "}.In(l) + strings.Join(words, ", ") + "."
	}
	return said
}

// Say words a code with its arguments in place of {name}; stored values and
// days are shown by their words, and the place of an argument that was not
// given is closed up. A code without words is told as it stands.
func (v Voice) Say(code string, args map[string]string, l glossary.Language) string {
	text, known := v.Texts[code]
	if !known {
		text, known = Texts[code]
	}
	if !known {
		return code
	}
	said := text.In(l)
	if v.Sentences {
		first, size := utf8.DecodeRuneInString(said)
		said = string(unicode.ToUpper(first)) + said[size:]
	}
	for name := range args {
		if value := v.shown(name, args[name], l); value != "" {
			said = strings.ReplaceAll(said, "{"+name+"}", value)
		}
	}
	for _, hole := range holes.FindAllString(text.In(l), -1) {
		if name := strings.Trim(hole, ` «»"{}`); args[name] == "" {
			said = strings.ReplaceAll(said, hole, "")
		}
	}
	said = emptied.ReplaceAllString(said, "")
	return v.voiced(code, said, l)
}

// shown is what these readers read of an argument.
func (v Voice) shown(name, value string, l glossary.Language) string {
	if v.Argument != nil {
		if said := v.Argument(name, value, l); said != "" {
			return said
		}
	}
	return shown(value, l)
}

var (
	quotedCommand = regexp.MustCompile(`« suivi ([^»]*) »|"suivi ([^"]*)"`)
	namedOption   = regexp.MustCompile(`--[a-z-]+( [A-ZÀ-Ý]+(=[A-ZÀ-Ý]+)?)?`)
)

// voiced puts this voice's names in a text of the catalogue. Options of a
// command follow its name, in brackets.
func (v Voice) voiced(code, text string, l glossary.Language) string {
	if v.Command != nil {
		text = quotedCommand.ReplaceAllStringFunc(text, func(quoted string) string {
			match := quotedCommand.FindStringSubmatch(quoted)
			line := match[1] + match[2]
			name := v.Command(line, l)
			if name == "" {
				return quoted
			}
			said := quote(name, l)
			for _, option := range namedOption.FindAllString(line, -1) {
				said += " (" + v.option(code, option, l) + ")"
			}
			return said
		})
	}
	if v.Option == nil {
		return text
	}
	return namedOption.ReplaceAllStringFunc(text, func(option string) string { return v.option(code, option, l) })
}

func (v Voice) option(code, option string, l glossary.Language) string {
	name, _, _ := strings.Cut(option, " ")
	if named := v.Option(code, name, l); named != "" {
		return quote(named, l)
	}
	return option
}

func quote(s string, l glossary.Language) string {
	return glossary.Text{FR: "« " + s + " »", EN: `"` + s + `"`}.In(l)
}
