package glossary_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/glossary"
)

func TestASentenceGoesOnWithADate(t *testing.T) {
	day := func(s string) domain.Day {
		d, err := domain.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for words, want := range map[string]string{
		"14 au 19 avril 2023": "du 14 au 19 avril 2023", "31 août au 1er septembre 2023": "du 31 août au 1er septembre 2023",
		"du 6 au 10 mai": "du 6 au 10 mai", "mercredi 20 décembre 2023": "le mercredi 20 décembre 2023", "18 mai 2023": "le 18 mai 2023", "1er mars 2023": "le 1er mars 2023",
		"Janvier 2024": "en janvier 2024", "mai 2024": "en mai 2024", "2024": "en 2024", "14 et 15 mars 2023": "les 14 et 15 mars 2023", "31/12/2023": "le 31/12/2023",
		"première quinzaine de décembre": "la première quinzaine de décembre", "semaine du 6 au 10 mai": "la semaine du 6 au 10 mai", "2e trimestre 2023": "le 2e trimestre 2023", "fin mars": "fin mars",
		"jusqu'au 21 février 2018": "jusqu'au 21 février 2018", "Première semaine de mai": "la première semaine de mai", "marsouin": "marsouin",
	} {
		if got := glossary.On(domain.Period{Words: words}, glossary.French); got != want {
			t.Errorf("%q goes on as %q", words, got)
		}
		if got := glossary.On(domain.Period{Words: words}, glossary.English); got != words {
			t.Errorf("%q goes on as %q in English", words, got)
		}
	}
	from, to := day("2023-01-27"), day("2023-02-01")
	for _, c := range []struct {
		of     domain.Period
		fr, en string
	}{
		{domain.Period{From: from, To: from}, "le 27 janvier 2023", "on 27 January 2023"},
		{domain.Period{From: from, To: to}, "du 27 janvier 2023 au 1er février 2023", "from 27 January 2023 to 1 February 2023"},
		{domain.Period{To: to}, "jusqu'au 1er février 2023", "until 1 February 2023"},
		{domain.Period{}, "", ""},
	} {
		if fr, en := glossary.On(c.of, glossary.French), glossary.On(c.of, glossary.English); fr != c.fr || en != c.en {
			t.Errorf("%v goes on as %q, %q", c.of, fr, en)
		}
	}
	if got := glossary.Ons([]domain.Period{{From: from, To: from}, {From: to, To: to}}, glossary.French); got != "le 27 janvier 2023 puis le 1er février 2023" {
		t.Error(got)
	}
}
