// Package i18n says in the reader's language what the ledger refuses and why,
// with what to do next.
package i18n

import (
	"errors"
	"strings"

	"suivi/domain/fault"
	"suivi/domain/glossary"
)

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

// Say words a code with its arguments in place of {name}; stored values are
// shown by their words. A code without words is told as it stands.
func Say(code string, args map[string]string, l glossary.Language) string {
	text, known := Texts[code]
	if !known {
		return code
	}
	said := text.In(l)
	for name, value := range args {
		said = strings.ReplaceAll(said, "{"+name+"}", glossary.Word(value, l))
	}
	return said
}
