package i18n

import "suivi/domain/glossary"

// fluxTexts are what keeps a reader from the stream of what is recorded.
var fluxTexts = map[string]glossary.Text{
	"flux.position_illisible": {FR: "« {lu} » n'est pas une position du registre. Donnez celle du dernier message reçu (son « id »), ou « 0 » pour tout relire depuis le début.", EN: "\"{lu}\" is no position of the ledger. Give that of the last message received (its \"id\"), or \"0\" to read everything from the beginning."},
}
