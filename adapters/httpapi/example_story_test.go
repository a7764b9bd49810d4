package httpapi_test

import (
	"net/http"

	"suivi/adapters/desk"
)

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// readTables asks every table of the example as it was loaded.
func (p *player) readTables() {
	p.play("get-cadres", get, "/cadres?limite=2", "")
	p.play("get-cadres-ref", get, "/cadres/CC-CPS-SCI", "")
	p.play("get-cadres-ref-historique", get, "/cadres/CC-CPS-SCI/historique", "")
	p.play("get-structures", get, "/structures?parent=MAECI", "")
	p.play("get-structures-ref", get, "/structures/MAECI-DRH", "")
	p.play("get-structures-ref-historique", get, "/structures/MAECI-DRH/historique", "")
	p.play("get-sessions", get, "/sessions?cadre=CC-CPS-SCI", "")
	p.play("get-sessions-ref", get, "/sessions/CC-CPS-SCI.2024-1", "")
	p.play("get-sessions-ref-tableau", get, "/sessions/CC-CPS-SCI.2024-1/tableau", "")
	p.play("get-sessions-ref-reconductions", get, "/sessions/CC-CPS-SCI.2024-1/reconductions", "")
	p.play("get-sessions-ref-historique", get, "/sessions/CC-CPS-SCI.2024-1/historique", "")
	p.play("get-recommandations", get, "/recommandations?cadre=CC-CPS-SCI&situation=ouverte&limite=2", "")
	p.play("get-recommandations-ref", get, "/recommandations/CC-CPS-SCI.2023-1.3", "")
	p.play("get-recommandations-ref-historique", get, "/recommandations/CC-CPS-SCI.2023-1.3/historique", "")
	p.play("get-matrice", get, "/matrice?cadre=CC-CPS-SCI&limite=2", "")
	p.play("get-redevables", get, "/redevables?cadre=CC-CPS-SCI", "")
	p.play("get-redevables-ref", get, "/redevables/MAECI?limite=1", "")
	p.play("get-audit", get, "/audit?cadre=CC-CPS-SCI", "")
	p.play("get-recherche", get, "/recherche?q=formation+agents&limite=1", "")
	p.play("get-compteurs", get, "/compteurs?par=etat,structure", "")
}

// beRefused asks what is refused, once for each status that a client meets.
func (p *player) beRefused() {
	constats := "/recommandations/CC-CPS-SCI.2024-1.1/constats"
	p.play("refus-401", get, "/compteurs", "", "Authorization", "")
	p.play("refus-403", get, "/sessions", "", "Authorization", "Bearer "+toCount)
	p.play("refus-404", get, "/sessions/CC-CPS-SCI.1999-1/tableau", "")
	p.play("refus-400", post, constats, `{"etat":`)
	p.play("refus-415", post, constats, "etat=en_cours", "Content-Type", "text/plain")
	p.play("refus-422", post, constats, `{"etat":"presque"}`)
	p.play("refus-409", post, "/recommandations/CC-CPS-SCI.2023-1.3/constats", `{"etat":"executee","session":"CC-CPS-SCI.2024-1"}`)
	p.play("refus-412", post, "/recommandations/CC-CPS-SCI.2024-1.2/constats", `{"etat":"en_cours"}`, "If-Match", `"0"`)
}

func (p *player) recordTrees() {
	p.play("post-structures", post, "/structures", `{"code":"MAECI-DFM","nom":"Direction des Finances et du Matériel","sigle":"DFM","parent":"MAECI","genre":"direction"}`)
	p.play("post-structures-ref-noms", post, "/structures/MAECI-DFM/noms", `{"effet":"2025-01-15","nom":"Direction des Finances, du Matériel et du Patrimoine"}`)
	p.play("post-structures-ref-rattachements", post, "/structures/MAECI-DFM/rattachements", `{"effet":"2025-03-01","parent":"MMEIA"}`)
	p.play("post-structures-ref-fusions", post, "/structures/MAECI-DFM/fusions", `{"effet":"2025-06-01","successeur":"MAECI-DRH"}`)
	p.play("post-cadres", post, "/cadres", `{"code":"PF-CPS-SCI","nom":"Réunion des points focaux de la CPS/SCI","genre":"réunion"}`)
	p.play("post-cadres-ref-noms", post, "/cadres/PF-CPS-SCI/noms", `{"effet":"2025-01-15","nom":"Réunion trimestrielle des points focaux de la CPS/SCI"}`)
	p.play("post-cadres-ref-rattachements", post, "/cadres/PF-CPS-SCI/rattachements", `{"parent":"CC-CPS-SCI"}`)
	p.play("post-cadres-ref-secretariats", post, "/cadres/PF-CPS-SCI/secretariats", `{"structure":"CPS-SCI"}`)
	p.play("post-cadres-ref-chefs-de-file", post, "/cadres/PF-CPS-SCI/chefs-de-file", `{"annee":2025,"mots":"CPS/SCI"}`)
	p.play("post-cadres-ref-regles", post, "/cadres/PF-CPS-SCI/regles", `{"periodicite":"trimestrielle","examine":"tout_ouvert","cadres":["CC-CPS-SCI"]}`)
}

// recordSession plans, holds, examines and closes the session of 2025.
func (p *player) recordSession() {
	p.play("post-sessions", post, "/sessions", `{"cadre":"CC-CPS-SCI","prevue":"27 janvier 2025","intitule":"Première session du Comité de coordination","exercice":2025}`)
	p.play("post-sessions-ref-reports", post, "/sessions/CC-CPS-SCI.2025-1/reports", `{"prevue":"10 février 2025","motif":"indisponibilité de la salle"}`)
	p.play("", post, "/sessions", `{"cadre":"PF-CPS-SCI","prevue":"mars 2025"}`)
	p.play("post-sessions-ref-annulations", post, "/sessions/PF-CPS-SCI.2025-1/annulations", `{"motif":"tenue avec le comité de coordination"}`)
	p.play("post-sessions-ref-tenues", post, "/sessions/CC-CPS-SCI.2025-1/tenues", `{"seances":["10 février 2025"],"lieu":"Bamako"}`)
	p.play("post-sessions-ref-listes", post, "/sessions/CC-CPS-SCI.2025-1/listes", `{"points":["CC-CPS-SCI.2024-1.1","CC-CPS-SCI.2024-1.2","CC-CPS-SCI.2024-1.3"]}`)
	p.play("post-recommandations-ref-situations", post, "/recommandations/CC-CPS-SCI.2024-1.1/situations", `{"effet":"2025-02-05","structure":"MAECI","etat":"executee","mots":"le dispositif est en place"}`)
	p.play("post-recommandations-ref-constats", post, "/recommandations/CC-CPS-SCI.2024-1.1/constats",
		`{"etat":"en_cours","session":"CC-CPS-SCI.2025-1","constat":"Le manuel est rédigé ; sa validation est attendue"}`, "If-Match", `"1"`)
	p.play("post-sessions-ref-examen", post, "/sessions/CC-CPS-SCI.2025-1/examen",
		`{"lignes":[{"recommandation":"CC-CPS-SCI.2024-1.2","etat":"executee"},{"recommandation":"CC-CPS-SCI.2024-1.3","etat":"non_realisee","observation":"faute de crédits"}]}`)
	p.play("post-sessions-ref-reconductions", post, "/sessions/CC-CPS-SCI.2025-1/reconductions", `{"recommandation":"CC-CPS-SCI.2024-1.3","numero":"1"}`)
	p.play("post-sessions-ref-recommandations", post, "/sessions/CC-CPS-SCI.2025-1/recommandations",
		`{"numero":"2","texte":"Mettre en place une base de données des projets du secteur","responsables":["CPS-SCI"],"echeance":"31 décembre 2025"}`)
	p.play("post-sessions-ref-totaux", post, "/sessions/CC-CPS-SCI.2025-1/totaux",
		`{"objet":"recommandations de la session 2024","total":3,"executees":1,"en_cours":1,"non_realisees":1,"taux":[{"nom":"taux d'exécution","imprime":"33,33%"}]}`)
	p.play("post-sessions-ref-clotures", post, "/sessions/CC-CPS-SCI.2025-1/clotures", `{"effet":"2025-02-11","rapport_lu":"11 février 2025"}`)
}

func (p *player) recordRecommendations() {
	p.play("", post, "/sessions/REVUE-CREDD.2023-T/recommandations", `{"numero":"1","texte":"Tenir les revues sectorielles avant le 30 avril"}`)
	p.play("", post, "/sessions/REVUE-CREDD.2023-T/recommandations", `{"numero":"2","texte":"Publier le calendrier des revues"}`)
	p.play("", post, "/sessions", `{"cadre":"REVUE-CREDD","code":"2023-P","phase":"politique","valide":"REVUE-CREDD.2023-T","prevue":"5 septembre 2023"}`)
	p.play("", post, "/sessions/REVUE-CREDD.2023-P/tenues", `{"seances":["5 septembre 2023"]}`)
	p.play("post-sessions-ref-validations", post, "/sessions/REVUE-CREDD.2023-P/validations", `{"recommandation":"REVUE-CREDD.2023-T.1","numero":"1","texte":"Tenir chaque revue sectorielle avant le 30 avril"}`)
	p.play("post-recommandations-ref-mises-a-l-ecart", post, "/recommandations/REVUE-CREDD.2023-T.2/mises-a-l-ecart", `{"session":"REVUE-CREDD.2023-P","motif":"le calendrier est déjà public"}`)
	p.play("post-recommandations-ref-classements", post, "/recommandations/CC-CPS-SCI.2023-1.5/classements", `{"effet":"2025-02-12","motif":"sans_objet","constat":"le budget est désormais arrêté par la loi de finances"}`)
	p.play("post-recommandations-ref-responsables", post, "/recommandations/CC-CPS-SCI.2025-1.2/responsables", `{"responsables":["CPS-SCI (chef de file)","MAECI > DCM"],"motif":"les projets relèvent aussi de la DCM"}`)
	p.play("post-recommandations-ref-echeances", post, "/recommandations/CC-CPS-SCI.2025-1.2/echeances", `{"echeance":"30 juin 2026"}`)
	p.play("post-pieces", post, "/pieces?nom=note-de-cadrage.txt", "Note de cadrage de la base de données\n", "Content-Type", "application/octet-stream")
	var kept struct {
		SHA256 string `json:"sha256"`
	}
	p.last.into(p.t, &kept)
	p.play("get-pieces-sha256", get, "/pieces/"+kept.SHA256, "")
	p.play("post-recommandations-ref-pieces", post, "/recommandations/CC-CPS-SCI.2025-1.2/pieces", `{"nom":"note-de-cadrage.txt","sha256":"`+kept.SHA256+`","mots":"la note de cadrage"}`)
	p.play("post-recommandations-ref-liens", post, "/recommandations/CC-CPS-SCI.2025-1.2/liens", `{"lien":"issue_de","recommandation":"CC-CPS-SCI.2024-1.1"}`)
	p.play("post-recommandations-ref-absorptions", post, "/recommandations/CC-CPS-SCI.2023-1.1/absorptions", `{"survivante":"CC-CPS-SCI.2024-1.2","genre":"doublon","motif":"la même demande, reformulée"}`)
	var finding desk.Receipt
	p.play("", post, "/recommandations/CC-CPS-SCI.2025-1.1/constats", `{"etat":"en_cours"}`).into(p.t, &finding)
	p.play("post-evenements-ref-rectifications", post, "/evenements/"+finding.Events[0].String()+"/rectifications", `{"champs":{"etat":"executee"},"motif":"la formation a eu lieu le 3 février"}`)
}
