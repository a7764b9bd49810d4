package httpapi

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/desk"
	"suivi/domain/glossary"
)

// operationKind is what operations of one sort have in common.
type operationKind struct {
	common  glossary.Text // said of each
	answer  glossary.Text // of its 200
	headers []string      // of its 200
	refuses []int         // beside what all refuse
}

// The kinds of operation.
var (
	aTable = &operationKind{
		common: glossary.Text{
			FR: "Interroger souvent ne coûte rien : redonnez l'ETag reçu dans If-None-Match, et la réponse est 304, sans corps, tant que rien n'a changé. « au » demande ce qui avait pris effet à un jour, « connu_le » ce qui était enregistré ; « apres » attend ce que l'on vient d'enregistrer.",
			EN: "Polling costs nothing: give the ETag back in If-None-Match, and the answer is 304, without a body, as long as nothing has changed. \"au\" asks what had taken effect by a day, \"connu_le\" what was recorded; \"apres\" waits for what was just recorded."},
		answer:  glossary.Text{FR: "la table", EN: "the table"},
		headers: []string{"ETag", "Suivi-Position", "Cache-Control"},
		refuses: []int{http.StatusNotModified, http.StatusBadRequest, http.StatusRequestURITooLong, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
	aCommand = &operationKind{
		common: glossary.Text{
			FR: "Avec Idempotency-Key, la même demande renvoyée donne la première réponse et n'enregistre rien de plus ; la même clé avec un autre corps est refusée (422). Avec If-Match, elle n'est enregistrée que si personne n'a rien enregistré depuis la version vue (412 sinon, avec ce qui a changé).",
			EN: "With Idempotency-Key, the same request sent again gives the first answer and records nothing more; the same key with another body is refused (422). With If-Match, it is recorded only where nobody has recorded anything since the version seen (else 412, with what has changed)."},
		answer:  glossary.Text{FR: "le reçu de ce qui est enregistré", EN: "the receipt of what is recorded"},
		headers: []string{"ETag", "Suivi-Position"},
		refuses: []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusConflict, http.StatusPreconditionFailed, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
	anExamination = &operationKind{
		common: glossary.Text{
			FR: "Chaque ligne est enregistrée comme une commande à part, avec sa propre version vue : une ligne refusée n'empêche pas les autres. Avec Idempotency-Key, le même examen renvoyé enregistre ce qui manque, et rien deux fois.",
			EN: "Each row is recorded as a command of its own, with its own version seen: a row that is refused keeps no other from being recorded. With Idempotency-Key, the same examination sent again records what is missing, and nothing twice."},
		answer:  glossary.Text{FR: "la réponse à chaque ligne", EN: "the answer to each row"},
		headers: []string{"Suivi-Position"},
		refuses: []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
	anImport = &operationKind{
		common: glossary.Text{
			FR: "Le même import renvoyé enregistre ce qui manque, et rien deux fois : il n'y a donc pas besoin de clé. Rendez l'empreinte d'un plan à blanc en plan_vu, et lui seul est enregistré (409 sinon).",
			EN: "The same import sent again records what is missing, and nothing twice: no key is needed therefore. Give the fingerprint of a dry run's plan back as plan_vu, and only that one is recorded (else 409)."},
		answer:  glossary.Text{FR: "ce que devient chaque ligne, et ce qui est enregistré", EN: "what becomes of each line, and what is recorded"},
		headers: []string{"Suivi-Position"},
		refuses: []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
	evidenceUp = &operationKind{
		common: glossary.Text{
			FR: "Les mêmes octets envoyés deux fois ne sont gardés qu'une fois : il n'y a donc pas besoin de clé.",
			EN: "The same bytes sent twice are kept once: no key is needed therefore."},
		answer:  glossary.Text{FR: "la pièce gardée, avec son empreinte", EN: "the evidence kept, with its hash"},
		refuses: []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}
	evidenceBack = &operationKind{
		answer:  glossary.Text{FR: "les octets, tels qu'ils sont entrés", EN: "the bytes, as they came in"},
		headers: []string{"ETag", "Cache-Control"},
		refuses: []int{http.StatusNotModified},
	}
	aStream = &operationKind{
		answer:  glossary.Text{FR: "le flux, jusqu'à ce que l'un des deux y mette fin", EN: "the stream, until either side ends it"},
		headers: []string{"Cache-Control"},
		refuses: []int{http.StatusBadRequest, http.StatusUnprocessableEntity},
	}
)

// kindOf tells the kind of an operation.
func kindOf(op *huma.Operation) *operationKind {
	switch below := strings.TrimPrefix(op.Path, Prefix); {
	case below == fluxPath:
		return aStream
	case below == oneEvidencePath:
		return evidenceBack
	case below == evidencePath:
		return evidenceUp
	case below == desk.ImportPath:
		return anImport
	case below == examinationPath:
		return anExamination
	}
	if op.Method == http.MethodPost {
		return aCommand
	}
	return aTable
}

// statusesOf are those of the answers of an operation beside its 200.
func statusesOf(kind *operationKind, op *huma.Operation) []int {
	all := append([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusInternalServerError}, kind.refuses...)
	if strings.Contains(op.Path, "{") {
		all = append(all, http.StatusNotFound)
	}
	slices.Sort(all)
	return all
}

var unchangedWords = glossary.Text{FR: "rien n'a changé depuis la réponse que l'on a ; pas de corps", EN: "nothing has changed since the answer that one has; no body"}

// refusalWords say when each status is answered.
var refusalWords = map[int]glossary.Text{
	http.StatusBadRequest:            {FR: "la demande ne se lit pas : le corps n'est pas du JSON, ou l'adresse est mal formée", EN: "the request cannot be read: the body is no JSON, or the address is malformed"},
	http.StatusUnauthorized:          {FR: "personne n'a dit qui demande, ou le jeton ne vaut pas", EN: "nobody has said who asks, or the token does not hold"},
	http.StatusForbidden:             {FR: "le jeton n'a pas la portée qu'il faut", EN: "the token has not the scope that it takes"},
	http.StatusNotFound:              {FR: "ce que l'adresse nomme n'existe pas", EN: "what the address names does not exist"},
	http.StatusRequestTimeout:        {FR: "le corps n'est pas arrivé à temps", EN: "the body did not arrive in time"},
	http.StatusConflict:              {FR: "cela ne peut pas suivre de ce qui est enregistré ; « possibles » dit ce qui le peut", EN: "that cannot follow from what is recorded; \"possibles\" says what can"},
	http.StatusPreconditionFailed:    {FR: "quelqu'un a enregistré entre-temps ; « changements » dit quoi, « version_actuelle » où l'on en est", EN: "somebody recorded meanwhile; \"changements\" says what, \"version_actuelle\" where it stands"},
	http.StatusRequestEntityTooLarge: {FR: "le corps est trop grand", EN: "the body is too large"},
	http.StatusRequestURITooLong:     {FR: "l'adresse est trop longue", EN: "the address is too long"},
	http.StatusUnsupportedMediaType:  {FR: "le corps n'est pas annoncé comme du JSON", EN: "the body is not announced as JSON"},
	http.StatusUnprocessableEntity:   {FR: "une valeur n'est pas possible ; « errors » dit où", EN: "a value is not possible; \"errors\" says where"},
	http.StatusInternalServerError:   {FR: "le serveur a échoué ; « instance » nomme la demande", EN: "the server failed; \"instance\" names the request"},
	http.StatusServiceUnavailable:    {FR: "le registre ne peut pas répondre pour l'instant ; Retry-After dit quand recommencer", EN: "the ledger cannot answer for now; Retry-After says when to try again"},
}
