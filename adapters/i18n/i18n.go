// Package i18n says in the reader's language what the ledger refuses and why,
// with what to do next.
package i18n

import (
	"maps"
	"regexp"
	"strings"

	"suivi/domain"
	"suivi/domain/glossary"
)

// Texts are the words of every refusal, by its code. {name} stands for an
// argument of the fault. A text says what is wrong, then what to do next.
var Texts = joined(fieldTexts, recommendationTexts, sessionTexts, treeTexts, commandTexts, ledgerTexts, questionTexts, deskTexts, verificationTexts, accessTexts, fluxTexts, serviceTexts, requestTexts, importTexts, migrationTexts, pageTexts)

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

// Explain is that of the command line's voice.
func Explain(err error, l glossary.Language) string { return Voice{}.Explain(err, l) }

// Say is that of the command line's voice.
func Say(code string, args map[string]string, l glossary.Language) string {
	return Voice{}.Say(code, args, l)
}

// holes are the places of arguments, with the space and the quotes around
// them.
var holes = regexp.MustCompile(`( [«"] ?| )?\{[a-z_]+\}( ?[»"])?`)

// emptied are brackets that lost what they held.
var emptied = regexp.MustCompile(` \((n°|no\.)? ?\)`)

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
