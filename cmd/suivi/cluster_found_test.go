//go:build unix

package main

import (
	"fmt"
	"net/http"
	"testing"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
)

// TestACommandOnOneNodeFindsWhatTheOtherHasJustRecorded: whoever writes through
// a proxy need not know which node took the command before.
func TestACommandOnOneNodeFindsWhatTheOtherHasJustRecorded(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	a, b := g.node(), g.node()
	for i := range 30 {
		code := fmt.Sprint("CC", i)
		a.post("/cadres", forumOf(code))
		b.post("/cadres/"+code+"/noms", `{"nom":"Comité de coordination"}`)
		a.post("/sessions", `{"cadre":"`+code+`","prevue":"janvier 2024"}`)
		b.post("/sessions/"+code+".2024-1/tenues", `{"seances":["27 janvier 2024"]}`)
		a.post("/sessions/"+code+".2024-1/recommandations", `{"numero":"1","texte":"Former les agents"}`)
		b.post("/recommandations/"+code+".2024-1.1/echeances", `{"echeance":"fin 2024"}`)
		a.post("/structures", `{"code":"S`+code+`","nom":"Direction"}`)
		b.post("/recommandations/"+code+".2024-1.1/responsables", `{"responsables":["S`+code+`"]}`)
	}
	b.ask(http.StatusNotFound, http.MethodPost, api+"/cadres/AUCUN/noms", `{"nom":"X"}`)
}
