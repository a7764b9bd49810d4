package i18n

import "suivi/domain/glossary"

// verificationTexts are what a verification may find.
var verificationTexts = map[string]glossary.Text{
	"verification.position":              {FR: "cet événement ne vient pas après le précédent dans l'ordre du registre", EN: "this event does not come after the one before it in the order of the ledger"},
	"verification.version":               {FR: "il y a un trou dans le flux : version {lue} au lieu de {attendue}", EN: "there is a hole in the stream: version {lue} instead of {attendue}"},
	"verification.identifiant_deux_fois": {FR: "un autre événement porte le même identifiant", EN: "another event bears the same id"},
	"verification.illisible":             {FR: "cet événement ({type}) ne se lit pas : {cause}", EN: "this event ({type}) cannot be read: {cause}"},
	"verification.flux":                  {FR: "un événement {type} n'a pas sa place dans ce flux", EN: "an event {type} does not belong in this stream"},
	"verification.sans_origine":          {FR: "le flux ne commence par aucune création", EN: "the stream begins with no creation"},
	"verification.sans_auteur":           {FR: "cet événement ne dit pas qui l'a enregistré", EN: "this event does not say who recorded it"},
	"verification.sans_jour":             {FR: "cet événement ne dit pas quel jour il prend effet", EN: "this event does not say on which day it takes effect"},
	"verification.renvoi_sans_cible":     {FR: "cet événement renvoie à {flux}, qui n'existe pas", EN: "this event refers to {flux}, which does not exist"},
	"verification.cause_inconnue":        {FR: "cet événement a pour cause {fait}, qui n'existe pas", EN: "this event is caused by {fait}, which does not exist"},
	"verification.rien_a_corriger":       {FR: "cette rectification corrige {fait}, qui n'est pas dans le même flux", EN: "this rectification corrects {fait}, which is not in the same stream"},
	"verification.etape_inachevee":       {FR: "étape inachevée : la session inscrit une recommandation dont le propre flux n'en dit rien", EN: "a step is half done: the session inscribes a recommendation whose own stream says nothing of it"},
	"verification.sans_inscription":      {FR: "la recommandation se dit sur la liste d'une session qui ne l'a pas inscrite", EN: "the recommendation says it is on the list of a session that did not inscribe it"},
	"verification.listes_discordantes":   {FR: "la liste de la session porte le n° {liste}, la recommandation le n° {fiche}", EN: "the session's list has no. {liste}, the recommendation no. {fiche}"},
	"verification.tables_discordantes":   {FR: "la table « {table} » ne sort pas la même d'une reconstruction", EN: "the table \"{table}\" does not come out the same from a rebuild"},
	"verification.piece_absente":         {FR: "la pièce {empreinte} n'est pas avec le registre", EN: "the evidence {empreinte} is not with the ledger"},
	"verification.piece_alteree":         {FR: "la pièce {empreinte} n'a plus les octets qu'elle avait", EN: "the evidence {empreinte} no longer has the bytes that it had"},
}
