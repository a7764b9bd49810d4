package i18n

import "suivi/domain/glossary"

// fluxTexts are what keeps a reader from the stream of what is recorded.
var fluxTexts = map[string]glossary.Text{
	"flux.position_illisible": {FR: "« {lu} » n'est pas une position du registre. Donnez celle du dernier message reçu (son « id »), ou « 0 » pour tout relire depuis le début.", EN: "\"{lu}\" is no position of the ledger. Give that of the last message received (its \"id\"), or \"0\" to read everything from the beginning."},
	"flux.lecteur_en_retard":  {FR: "le lecteur du flux a pris trop de retard : le flux est coupé. Reprenez après le dernier message reçu (son « id ») : rien n'est perdu.", EN: "the reader of the stream fell too far behind: the stream is cut off. Resume after the last message received (its \"id\"): nothing is lost."},
}
