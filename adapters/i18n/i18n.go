// Package i18n says in the reader's language what the ledger refuses and why,
// with what to do next.
package i18n

import (
	"errors"
	"maps"
	"regexp"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// Texts are the words of every refusal, by its code. {name} stands for an
// argument of the fault. A text says what is wrong, then what to do next.
var Texts = joined(fieldTexts, recommendationTexts, sessionTexts, treeTexts, commandTexts, ledgerTexts, questionTexts, deskTexts, verificationTexts, accessTexts, fluxTexts, serviceTexts, requestTexts, importTexts, migrationTexts)

func joined(parts ...map[string]glossary.Text) map[string]glossary.Text {
	all := map[string]glossary.Text{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// LanguageOf reads the language out of a locale such as "fr_ML.UTF-8" or
// "en"; French unless it says English.
func LanguageOf(locale string) glossary.Language {
	if strings.HasPrefix(strings.ToLower(locale), "en") {
		return glossary.English
	}
	return glossary.French
}

// Explain says what err is about, where it lies and what to do next. An error
// that is no fault is told as it stands, after words that say it is ours.
func Explain(err error, l glossary.Language) string {
	f, is := errors.AsType[*fault.Fault](err)
	if !is {
		return glossary.Text{FR: "erreur interne : ", EN: "internal error: "}.In(l) + err.Error()
	}
	said := Say(f.Code, f.Args, l)
	if f.Place != "" {
		said = glossary.Text{FR: "à « ", EN: "at \""}.In(l) + f.Place + glossary.Text{FR: " » : ", EN: "\": "}.In(l) + said
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

// holes are the places of arguments, with the space and the quotes around
// them.
var holes = regexp.MustCompile(`( [«"] ?| )?\{[a-z_]+\}( ?[»"])?`)

// Say words a code with its arguments in place of {name}; stored values and
// days are shown by their words, and the place of an argument that was not
// given is closed up. A code without words is told as it stands.
func Say(code string, args map[string]string, l glossary.Language) string {
	text, known := Texts[code]
	if !known {
		return code
	}
	said := text.In(l)
	for name := range args {
		if value := shown(args[name], l); value != "" {
			said = strings.ReplaceAll(said, "{"+name+"}", value)
		}
	}
	for _, hole := range holes.FindAllString(text.In(l), -1) {
		if name := strings.Trim(hole, ` «»"{}`); args[name] == "" {
			said = strings.ReplaceAll(said, hole, "")
		}
	}
	return said
}

// shown is what people read of an argument.
func shown(value string, l glossary.Language) string {
	if reason, known := reasons[value]; known {
		return reason.In(l)
	}
	if d, err := domain.ParseDay(value); err == nil && len(value) == len("2006-01-02") {
		return glossary.Day(d, l)
	}
	return glossary.Word(value, l)
}
