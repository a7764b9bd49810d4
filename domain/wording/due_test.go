package wording

import (
	"testing"
	"time"

	"suivi/domain"
)

func TestDue(t *testing.T) {
	made := domain.MustDay(2024, time.May, 3)
	for _, c := range []struct {
		written  string
		from, to string
	}{
		{"au plus tard le 15 mai 2024", "2024-05-03", "2024-05-15"},
		{"Au plus tard, le 15 mai 2024", "2024-05-03", "2024-05-15"},
		{"le 15 mai 2024 au plus tard", "2024-05-03", "2024-05-15"},
		{"au plus tard le 15 mai", "2024-05-03", "2024-05-15"},
		{"au plus tard le 30 avril 2023", "", "2023-04-30"},
		{"au plus tard au cours de la semaine du 6 au 10 mai 2024", "2024-05-03", "2024-05-10"},
		{"semaine du 6 au 10 mai", "2024-05-06", "2024-05-10"},
		{"au plus tard à la fin du mois de novembre 2024", "2024-05-03", "2024-11-30"},
		{"avant la fin du mois de juin 2024", "2024-05-03", "2024-06-30"},
		{"avant la fin du mois de juillet", "2024-05-03", "2024-07-31"},
		{"avant le 30 juin 2024", "2024-05-03", "2024-06-30"},
		{"avant fin juin", "2024-05-03", "2024-06-30"},
		{"avant juin 2024", "2024-05-03", "2024-05-31"},
		{"avant le mois de juin", "2024-05-03", "2024-05-31"},
		{"avant 2025", "2024-05-03", "2024-12-31"},
		{"avant le début de juin 2024", "2024-05-03", "2024-05-31"},
		{"avant la fin du premier semestre 2024", "2024-05-03", "2024-06-30"},
		{"d’ici fin juin", "2024-05-03", "2024-06-30"},
		{"d'ici à la fin de l'année", "2024-05-03", "2024-12-31"},
		{"d'ici la fin de l'année 2025", "2024-05-03", "2025-12-31"},
		{"avant la fin du mois", "2024-05-03", "2024-05-31"},
		{"fin juin", "2024-06-21", "2024-06-30"},
		{"juin prochain", "2024-06-01", "2024-06-30"},
		{"le mois prochain", "2024-06-01", "2024-06-30"},
		{"la semaine prochaine", "2024-05-06", "2024-05-12"},
		{"au plus tard le 30 juin de l'année en cours", "2024-05-03", "2024-06-30"},
		{"jusqu'au 31 janvier", "2024-05-03", "2025-01-31"},
		{"pour le 15 juin", "2024-05-03", "2024-06-15"},
		{"d'ici décembre", "2024-05-03", "2024-12-31"},
		{"dans les deux semaines", "2024-05-03", "2024-05-17"},
		{"dans un délai de quatre (04) mois", "2024-05-03", "2024-09-03"},
		{"dans un délai d'un mois", "2024-05-03", "2024-06-03"},
		{"d'ici une semaine", "2024-05-03", "2024-05-10"},
		{"d’ici deux mois au plus tard", "2024-05-03", "2024-07-03"},
		{"sous huitaine", "2024-05-03", "2024-05-11"},
		{"sous 48 heures", "2024-05-03", "2024-05-05"},
		{"dans les six prochains mois", "2024-05-03", "2024-11-03"},
		{"within two weeks", "2024-05-03", "2024-05-17"},
		{"by June 30, 2024", "2024-05-03", "2024-06-30"},
		{"T4 2024", "2024-10-01", "2024-12-31"},
		{"2e trimestre", "2024-04-01", "2024-06-30"},
		{"première quinzaine de décembre", "2024-12-01", "2024-12-15"},
		{"12/31/2024", "2024-12-31", "2024-12-31"},
		{"2025", "2025-01-01", "2025-12-31"},
		{"Échéance : juin 2024", "2024-06-01", "2024-06-30"},
		{"28 décembre au 3 janvier", "2024-12-28", "2025-01-03"},
	} {
		got, readable := Due(c.written, made)
		if !readable || got.From.String() != c.from || got.To.String() != c.to {
			t.Errorf("%q: %v to %v, %t; want %s to %s", c.written, got.From, got.To, readable, c.from, c.to)
		}
		if got.Words != c.written {
			t.Errorf("%q: its words became %q", c.written, got.Words)
		}
	}
}

func TestDueNotReadable(t *testing.T) {
	made := domain.MustDay(2024, time.May, 16)
	for _, written := range []string{
		"dans les meilleurs délais", "dans les plus brefs délais", "dans les délais requis", "sans délai",
		"immédiatement", "par trimestre", "chaque année", "permanent", "NA", "-", "",
		"dans les délais requis ; dans les délais requis",
		"avant leur convoyage aux points de vente", "avant le démarrage des épreuves", "avant la prochaine session",
		"avant le 30 juin 2024 ; au plus tard le 30 novembre 2024",
		"au plus tard le 15 juin 2024 ; avant la fin du mois de juin 2024",
		"à partir du 1er juin 2024", "dès septembre 2024",
		"dans les prochaines semaines", "dans l'année", "avant le premier semestre", "avant mai", "dans le mois", "dans la semaine",
		"dans un délai de dix jours ouvrables", "quatre (05) mois", "dans un délai de quatre (05) mois",
		"dans un délai de deux mois après la validation",
		"au plus tard le 31 février 2025", "au plus tard le 31 juin", "15/05/24", "7/19/1905", "2026-27 ou 2028",
		"au plus tard le 15 mai", // the day before it was made, or a year later?
	} {
		if got, readable := Due(written, made); readable || got != (domain.Period{Words: written}) {
			t.Errorf("%q: read as %v to %v", written, got.From, got.To)
		}
	}
}

func TestDueWithoutTheDayItWasMade(t *testing.T) {
	if got, ok := Due("au plus tard le 15 mai 2024", 0); !ok || got.From != 0 || got.To.String() != "2024-05-15" {
		t.Errorf("a dated limit needs no more: %v, %t", got, ok)
	}
	for _, written := range []string{"dans les deux semaines", "fin juin", "le mois prochain", "sous huitaine"} {
		if got, ok := Due(written, 0); ok {
			t.Errorf("%q: read as %v to %v", written, got.From, got.To)
		}
	}
}
