package main

import (
	"context"
	"fmt"
	"strings"

	"suivi/adapters/evidence"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// The forum of a story: each session makes so many recommendations, the last
// is held and not closed, one more is planned; one recommendation is carried
// over by all of them.
const (
	storyForum    = "HIST"
	storySessions = 40
	storyTheme    = "Emploi des jeunes"
)

// story adds to any ledger what a generated one lacks, the same to each size:
// what pages show of a session under way and of a long history. It gives the
// SHA-256 of the evidence that is kept in pieces.
func (g *generator) story(ctx context.Context, pieces evidence.Folder) (string, error) {
	kept, err := pieces.Keep(ctx, "rapport.pdf", strings.NewReader("%PDF-1.7 le rapport"))
	if err != nil {
		return "", err
	}
	id := forum.IDOf(storyForum)
	g.append(forum.Stream(id), []domain.Day{1}, forum.Created{Code: storyForum, Name: "Comité de suivi de longue date"})
	at := func(s int) domain.SessionID { return session.IDOf(id, fmt.Sprint(s)) }
	on := func(s int) domain.Day { return firstSession + domain.Day(180*s) }
	owner := domain.Owner{Organization: organization.IDOf(structureCode(1))}
	var long []event.Payload
	var days []domain.Day
	fact := func(day domain.Day, p event.Payload) { long, days = append(long, p), append(days, day) }
	for s := range storySessions {
		planned := session.Planned{Forum: id, Code: fmt.Sprint(s), Exercise: on(s).Year()}
		done := []event.Payload{planned, session.Held{Sittings: []domain.Period{domain.On(on(s))}}}
		if s < storySessions-1 {
			done = append(done, session.Closed{})
		}
		g.append(session.Stream(at(s)), []domain.Day{on(s)}, done...)
		for k := range perSession {
			made := recommendation.Formulated{Listing: recommendation.Listing{Session: at(s), Forum: id, Number: fmt.Sprint(k + 2), Place: k + 2}, Text: g.text(), Theme: storyTheme, Due: domain.On(on(s) + 365)}
			if k > 0 {
				made.Owners = []domain.Owner{owner} // the first is nobody's
			}
			g.append(recommendation.Stream(domain.RecommendationID{ULID: g.id()}), []domain.Day{on(s)}, made)
		}
		list := recommendation.Listing{Session: at(s), Forum: id, Number: "1", Place: 1}
		if s == 0 {
			fact(on(s), recommendation.Formulated{Listing: list, Text: g.text(), Owners: []domain.Owner{owner}})
			continue
		}
		fact(on(s), recommendation.Found{State: domain.InProgress, Session: at(s), Words: "Une concertation est en cours"})
		fact(on(s), recommendation.CarriedOver{Listing: list, Text: g.text()})
		fact(on(s)+20, recommendation.Declared{Owner: owner.Organization, State: domain.NotDone, Words: "Le projet de texte est soumis à l'examen", Evidence: []recommendation.Evidence{kept}})
	}
	g.append(recommendation.Stream(domain.RecommendationID{ULID: g.id()}), days, long...)
	g.append(session.Stream(at(storySessions)), []domain.Day{on(storySessions)}, session.Planned{Forum: id, Code: fmt.Sprint(storySessions), Expected: domain.On(on(storySessions))})
	g.writing.Wait()
	return kept.SHA256, g.err
}

// entrances are addresses from which pages are looked for beside the first
// one: those to which no link, or only a form, leads; and the questions that
// cost most.
func entrances(sha256 string) []string {
	all := []string{
		"/connexion", "/pieces/" + sha256, "/importer/modeles/recommandations.csv",
		"/recommandations?sans_responsable=true", "/recommandations?sans_responsable=true&cadre=F0000", "/recommandations?theme=nulle+part", "/recommandations?theme=emploi+des+jeunes", "/recommandations?exercice=1990",
		"/recommandations?exercice=1950", "/recommandations?en_retard=true&cadre=" + storyForum, "/recommandations?reconductions=1", "/recommandations?reconductions=50",
		"/recommandations?situation=ouverte&sans_nouvelles=true", "/recommandations?du_nouveau=true", "/recommandations?structure=S001&etat=non_realisee&directement=true",
		"/recherche?q=r", "/recherche?q=ra+me", "/recherche?q=rarara", "/recherche?q=nulle+part+ailleurs",
		"/reconductions?theme=nulle+part", "/reconductions?reconductions=10", "/reconductions?sans_nouvelles=true", "/reconductions?structure=S001",
		"/graphiques?cadre=" + storyForum, "/redevables/S001", "/redevables/S140", "/redevables?cadre=" + storyForum,
		"/recommandations/" + storyForum + ".0.1", "/recommandations/F0000.5.1", "/audit?cadre=" + storyForum, "/audit?section=declare_contre_retenu",
	}
	for _, act := range []string{"tenue", "report", "annulation", "liste", "cloture", "preparation", "examen"} {
		for _, s := range []int{storySessions, storySessions - 1, storySessions - 2} {
			all = append(all, fmt.Sprintf("/sessions/%s.%d/%s", storyForum, s, act))
		}
	}
	return all
}
