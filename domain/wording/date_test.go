package wording

import "testing"

func TestDate(t *testing.T) {
	for _, c := range []struct {
		written  string
		from, to string // to is empty for one day
	}{
		{written: "2024-03-15", from: "2024-03-15"},
		{written: "2024-03-15T00:00:00Z", from: "2024-03-15"},
		{written: "2024-03-15 00:00:00", from: "2024-03-15"},
		{written: "03/04/2021", from: "2021-04-03"},
		{written: "3.4.2021", from: "2021-04-03"},
		{written: "31-12-2014", from: "2014-12-31"},
		{written: "2024/05/15", from: "2024-05-15"},
		{written: "6/30/2023", from: "2023-06-30"},
		{written: "12/31/2022", from: "2022-12-31"},
		{written: "22 février 2018", from: "2018-02-22"},
		{written: "22 FÉVRIER 2018", from: "2018-02-22"},
		{written: "(22 février 2018)", from: "2018-02-22"},
		{written: "1er juin 2024", from: "2024-06-01"},
		{written: "1ᵉʳ juin 2024.", from: "2024-06-01"},
		{written: "Le 17 aout 2023", from: "2023-08-17"},
		{written: "le vendredi 1 er Mars 2019", from: "2019-03-01"},
		{written: "Le mercredi, le 20 décembre 2023", from: "2023-12-20"},
		{written: "12 déc. 2017", from: "2017-12-12"},
		{written: "le 30 avril de l'année 2024", from: "2024-04-30"},
		{written: "L’an deux mille dix-huit et le vingt-deux février", from: "2018-02-22"},
		{written: "quinze mai 2024", from: "2024-05-15"},
		{written: "June 30, 2024", from: "2024-06-30"},
		{written: "30th of June 2024", from: "2024-06-30"},
		{written: "Friday, 1 March 2019", from: "2019-03-01"},

		{written: "du 31 août au 1^{er} septembre 2023", from: "2023-08-31", to: "2023-09-01"},
		{written: "Du 1 ^{er} au 31 janvier 2023", from: "2023-01-01", to: "2023-01-31"},
		{written: "14 au 19 avril 2023", from: "2023-04-14", to: "2023-04-19"},
		{written: "14-19 avril 2023", from: "2023-04-14", to: "2023-04-19"},
		{written: "14 – 19 avril 2023", from: "2023-04-14", to: "2023-04-19"},
		{written: "entre le 22 et le 30 juin 2023", from: "2023-06-22", to: "2023-06-30"},
		{written: "11 et 12 mai 2023", from: "2023-05-11", to: "2023-05-12"},
		{written: "27, 28 et 29 janvier 2023", from: "2023-01-27", to: "2023-01-29"},
		{written: "27-Jan-2023", from: "2023-01-27"},
		{written: "Du 26 juin au 05 juillet 2023", from: "2023-06-26", to: "2023-07-05"},
		{written: "Du 01 mars 2023 au 25 septembre 2023", from: "2023-03-01", to: "2023-09-25"},
		{written: "Du 20 au 24/07/2023", from: "2023-07-20", to: "2023-07-24"},
		{written: "Du 06 au 09 déc. 2023", from: "2023-12-06", to: "2023-12-09"},
		{written: "28 décembre au 3 janvier 2024", from: "2023-12-28", to: "2024-01-03"},
		{written: "du 15 décembre 2023 au 15 janvier", from: "2023-12-15", to: "2024-01-15"},
		{written: "semaine du 6 au 10 mai 2024", from: "2024-05-06", to: "2024-05-10"},
		{written: "la semaine du 6 mai 2024", from: "2024-05-06", to: "2024-05-12"},

		{written: "janvier 2024", from: "2024-01-01", to: "2024-01-31"},
		{written: "Février 2018", from: "2018-02-01", to: "2018-02-28"},
		{written: "mois de février 2024", from: "2024-02-01", to: "2024-02-29"},
		{written: "June 2016", from: "2016-06-01", to: "2016-06-30"},
		{written: "03/2024", from: "2024-03-01", to: "2024-03-31"},
		{written: "2024-03", from: "2024-03-01", to: "2024-03-31"},
		{written: "courant février 2012", from: "2012-02-01", to: "2012-02-29"},
		{written: "mai/juin 2024", from: "2024-05-01", to: "2024-06-30"},
		{written: "entre mai et juin 2024", from: "2024-05-01", to: "2024-06-30"},
		{written: "décembre 2023 - janvier 2024", from: "2023-12-01", to: "2024-01-31"},
		{written: "2023", from: "2023-01-01", to: "2023-12-31"},
		{written: "l'exercice 2023", from: "2023-01-01", to: "2023-12-31"},
		{written: "de 2019 à 2021", from: "2019-01-01", to: "2021-12-31"},
		{written: "2019-2023", from: "2019-01-01", to: "2023-12-31"},
		{written: "2014-15", from: "2014-01-01", to: "2015-12-31"},
		{written: "premier trimestre 2024", from: "2024-01-01", to: "2024-03-31"},
		{written: "T1 2024", from: "2024-01-01", to: "2024-03-31"},
		{written: "Quarter 4 2016", from: "2016-10-01", to: "2016-12-31"},
		{written: "3ème trimestre 2023", from: "2023-07-01", to: "2023-09-30"},
		{written: "second semestre de l’année 2023", from: "2023-07-01", to: "2023-12-31"},
		{written: "dernier trimestre 2023", from: "2023-10-01", to: "2023-12-31"},
		{written: "première quinzaine de décembre 2011", from: "2011-12-01", to: "2011-12-15"},
		{written: "2e quinzaine de février 2024", from: "2024-02-16", to: "2024-02-29"},
		{written: "première décade de mai 2024", from: "2024-05-01", to: "2024-05-10"},
		{written: "début juin 2024", from: "2024-06-01", to: "2024-06-10"},
		{written: "mi-mars 2024", from: "2024-03-11", to: "2024-03-20"},
		{written: "fin juin 2024", from: "2024-06-21", to: "2024-06-30"},
		{written: "fin du mois de juin 2024", from: "2024-06-21", to: "2024-06-30"},
		{written: "fin du premier semestre 2024", from: "2024-05-01", to: "2024-06-30"},
		{written: "fin 2024", from: "2024-09-01", to: "2024-12-31"},
		{written: "fin juin - début juillet 2024", from: "2024-06-21", to: "2024-07-10"},
	} {
		got, err := Date(c.written)
		if c.to == "" {
			c.to = c.from
		}
		if err != nil || got.From.String() != c.from || got.To.String() != c.to {
			t.Errorf("%q: %v to %v, %v; want %s to %s", c.written, got.From, got.To, err, c.from, c.to)
		}
	}
}

func TestDateRefused(t *testing.T) {
	for _, c := range []struct {
		written string
		code    Code
	}{
		{"31 février 2024", NoSuchDate},
		{"29 février 2023", NoSuchDate},
		{"31/04/2023", NoSuchDate},
		{"13/13/2024", NoSuchDate},
		{"2024-13-01", NoSuchDate},
		{"13/2024", NoSuchDate},
		{"T5 2024", NoSuchDate},
		{"15 mai", NoYear},
		{"du 6 au 10 mai", NoYear},
		{"15/05/24", ShortYear},
		{"15 mai 24", ShortYear},
		{"27-janv-23", ShortYear},
		{"déc-23", ShortYear},
		{"27, 29 et 30 janvier 2023", Unreadable},
		{"15 mai 1024", FarYear},
		{"du 20 au 14 avril 2023", Backwards},
		{"lundi 1er mars 2019", WrongWeekday},
		{"2011-12", Ambiguous},
		{"7/19/1905", Ambiguous},
		{"la semaine du 8 mai 2024", Ambiguous},
		{"Du 1^{er} avril 30 mai 2023", Unreadable},
		{"3 et 17 mai 2024", Unreadable},
		{"-05 mai MAECI -13 avril MMEIA", Unreadable},
		{"14 au 19 avril 2023 19 au 25 juin 2023", Unreadable},
		{"le mois prochain", Unreadable},
		{"la précédente rencontre", Unreadable},
		{"Décembre 2011 (date à préciser)", Unreadable},
		{"NA", Unreadable},
		{"-", Unreadable},
		{"", Unreadable},
		{"12", Unreadable},
	} {
		got, err := Date(c.written)
		if codeOf(err) != c.code {
			t.Errorf("%q: %+v, %v; want %s", c.written, got, err, c.code)
		}
	}
}

func TestDateKeepsTheWords(t *testing.T) {
	for written, words := range map[string]string{
		"2024-03-15":        "",
		" 22 février 2018 ": "22 février 2018",
		"2024-03":           "2024-03",
	} {
		if got, err := Date(written); err != nil || got.Words != words {
			t.Errorf("%q: words %q, %v", written, got.Words, err)
		}
	}
}

func TestDatesGivesEveryReading(t *testing.T) {
	for written, want := range map[string][]string{
		"03/04/2021": {"2021-04-03 2021-04-03", "2021-03-04 2021-03-04"},
		"04/04/2021": {"2021-04-04 2021-04-04"},
		"6/30/2023":  {"2023-06-30 2023-06-30"},
		"2011-12":    {"2011-12-01 2011-12-31", "2011-01-01 2012-12-31"},
		"7/19/1905":  {"2027-01-01 2027-12-31", "1905-07-19 1905-07-19"},
	} {
		got, err := Dates(written)
		if err != nil || len(got) != len(want) {
			t.Errorf("%q: %v, %v", written, got, err)
			continue
		}
		for i, p := range got {
			if s := p.From.String() + " " + p.To.String(); s != want[i] {
				t.Errorf("%q, reading %d: %s, want %s", written, i, s, want[i])
			}
		}
	}
}
