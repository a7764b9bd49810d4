package glossary

import (
	"regexp"
	"strings"

	"suivi/domain"
)

// On writes when something was or is expected as a sentence goes on with it:
// "tenue le 31 janvier 2024", "tenue du 14 au 19 avril 2023", "prévue en mars
// 2025". Recorded words that go on by themselves stay as they are; so do all
// in English, being French.
func On(p domain.Period, l Language) string {
	said := Period(p, l)
	switch {
	case p.Words == "" && p.From == p.To && p.To != 0:
		return Text{"le ", "on "}.In(l) + said
	case p.Words == "" || l == English:
		return said
	}
	words := strings.ToLower(said)
	for _, o := range openings {
		if o.of.MatchString(words) {
			return o.article + strings.ToLower(said[:1]) + said[1:]
		}
	}
	return said
}

// openings are the articles that recorded words take, by how they read.
var openings = []struct {
	of      *regexp.Regexp
	article string
}{
	{regexp.MustCompile(`^(19|20)\d\d$`), "en "},
	{regexp.MustCompile(`^` + monthNames + `\b`), "en "},
	{regexp.MustCompile(`^(\d|` + weekdays + `).* au `), "du "},
	{regexp.MustCompile(`^\d+(er)?(,| et ).*[a-zéû]`), "les "},
	{regexp.MustCompile(`^[^ ]* ?(quinzaine|semaine|décade|moitié)\b`), "la "},
	{regexp.MustCompile(`^(\d|` + weekdays + `)|^[^ ]* (trimestre|semestre)\b`), "le "},
}

const (
	monthNames = `(janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)`
	weekdays   = `(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)`
)

// Ons joins several.
func Ons(all []domain.Period, l Language) string {
	parts := make([]string, len(all))
	for i, p := range all {
		parts[i] = On(p, l)
	}
	return strings.Join(parts, Text{" puis ", " then "}.In(l))
}
