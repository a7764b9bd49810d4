package web

import "suivi/domain/glossary"

// auditWords are what each section is called, what it means, and what to do.
var auditWords = map[string]struct{ title, means glossary.Text }{
	auditDropped: {
		glossary.Text{FR: "Perdues de vue", EN: "Dropped"},
		glossary.Text{FR: "Ouvertes, mais une session close devait les examiner et ne l'a pas fait, ou aucune liste de la session suivante ne les reprend. À faire : les reprendre à la prochaine session, ou les classer en disant pourquoi.", EN: "Open, but a closed session had to examine them and did not, or no list of the next session takes them up. To do: take them up at the next session, or class them and say why."}},
	auditReopened: {
		glossary.Text{FR: "Remises en suivi", EN: "Reopened"},
		glossary.Text{FR: "Reprises alors qu'elles étaient exécutées, classées ou écartées. À faire : vérifier que le motif tient, sinon rectifier le fait qui les a rouvertes.", EN: "Taken up again though they were executed, classed or set aside. To do: check that the reason holds, else rectify the fact that reopened them."}},
	auditDivergent: {
		glossary.Text{FR: "Constats divergents", EN: "Divergent findings"},
		glossary.Text{FR: "Deux cadres n'ont pas retenu le même état ; le plus récent compte en attendant. À faire : rapprocher les deux secrétariats, et faire trancher la prochaine session.", EN: "Two forums did not retain the same state; the latest counts meanwhile. To do: bring both secretariats together, and have the next session decide."}},
	auditGaps: {
		glossary.Text{FR: "Déclaré contre retenu", EN: "Declared against retained"},
		glossary.Text{FR: "Une structure responsable déclare un autre état que celui qui est retenu. À faire : lui demander ses pièces, et présenter l'écart à la prochaine session.", EN: "An owner declares another state than the one retained. To do: ask it for evidence, and put the gap to the next session."}},
	auditUnsettled: {
		glossary.Text{FR: "À régler", EN: "To be settled"},
		glossary.Text{FR: "Un fait ne découle plus de ceux qui le précèdent, le plus souvent parce qu'une session plus ancienne a été saisie après lui. À faire : ouvrir la recommandation, relire ses faits dans l'ordre et rectifier celui qui est faux.", EN: "A fact no longer follows from those before it, mostly because an earlier session was entered after it. To do: open the recommendation, read its facts in order and rectify the wrong one."}},
	auditNeverShut: {
		glossary.Text{FR: "Sessions tenues et non closes", EN: "Sessions held and not closed"},
		glossary.Text{FR: "Tant qu'une session n'est pas close, son tableau peut encore changer et ses oublis ne se voient pas. À faire : vérifier ses totaux avec le rapport, puis la clore.", EN: "While a session is not closed its table can still change, and what it forgot does not show. To do: check its totals against the report, then close it."}},
	auditTooLate: {
		glossary.Text{FR: "Constats après clôture", EN: "Findings after the close"},
		glossary.Text{FR: "Arrivés au registre après la clôture de leur session : ils comptent, mais ne sont pas dans son tableau. À faire : le dire à la session suivante, ou rectifier s'ils sont d'une autre.", EN: "They reached the ledger after the close of their session: they count, but are not in its table. To do: tell the next session, or rectify them where they are of another."}},
	auditUnexamined: {
		glossary.Text{FR: "Reconduites sans examen", EN: "Carried over unexamined"},
		glossary.Text{FR: "Une session les a remises sur sa liste sans retenir d'état. À faire : saisir l'état s'il a été retenu, sinon les examiner en premier à la prochaine session.", EN: "A session put them on its list again without retaining a state. To do: enter the state if one was retained, else examine them first at the next session."}},
	auditDeclared: {
		glossary.Text{FR: "Totaux déclarés qui ne concordent pas", EN: "Declared totals that do not agree"},
		glossary.Text{FR: "Un total ou un taux imprimé dans un rapport n'est pas celui que donnent ses propres nombres, ou le tableau de la session. À faire : relire le document et le tableau ; si la saisie est juste, signaler l'erreur à qui l'a publié.", EN: "A total or a rate printed in a report is not the one that its own counts give, or the session's table. To do: read the document and the table again; if the entry is right, tell whoever published it."}},
}

func (p *auditPage) auditTitle(key string) string {
	return typeset(auditWords[key].title.In(p.Lang), p.Lang)
}

func (p *auditPage) auditMeaning(key string) string {
	return typeset(auditWords[key].means.In(p.Lang), p.Lang)
}
