package wording

import "strings"

// A signal is what a word or phrase contributes to the meaning of an état.
type signal uint8

const (
	unknownWord   signal = iota
	plainWord            // changes nothing: articles, auxiliaries, "recommandation"
	doneWord             // réalisé, exécuté, mis en œuvre
	finishedWord         // terminé, achevé: done, but its denial leaves something begun
	actNoun              // réalisation, exécution: done only when denied
	begunWord            // commencé, entamé
	ongoingWord          // en cours
	partlyWord           // partiellement
	degreeWord           // 60 %: partial execution, where it is one of execution
	whollyWord           // entièrement
	denial               // non, pas, aucune
	halfDenial           // ne, which wants its pas
	nothingDone          // sans suite, inexécuté
	mootWord             // sans objet
	declinedWord         // non retenue
	withdrawnWord        // abandonnée
	carriedWord          // reconduite
	madeWord             // formulée
	promise              // sera, prévu, à faire, will
	refusal              // will not be implemented
	standstill           // en attente, suspendu
	likelyDone           // disponible, effectif: perhaps the proof that it is done
	doubt                // mais, sauf, ou, may
	cause                // faute de: the reasons follow
	timeNoun             // année, exercice: "l'exercice en cours" is no état
	beVerb               // est, sont, reste: "X est en cours" is one
	measure              // taux: no état without its figure
	separator            // a mark that parts a statement from its details
	number
)

// vocabulary gives the signal of each phrase, in folded words.
var vocabulary = compile(vocabularyLists)

var vocabularyLists = []phraseList{
	{doneWord, forms("realis", "execut", "appliqu", "effectu", "concretis", "honor") + participles("accompli", "satisfait", "fait") +
		`mis en oeuvre|mise en oeuvre|mises en oeuvre|mis en application|mise en application|mises en application|
		mis en place|mise en place|mises en place|suivi d effet|suivie d effet|suivis d effet|suivies d effet|
		suivi d effets|suivie d effets|suivis d effets|suivies d effets|implemented|done|executed|achieved|fulfilled|carried out`},
	{finishedWord, forms("termin", "achev", "finalis") + `complete|completed|finished`},
	{actNoun, `realisation|realisations|execution|application|accomplissement|concretisation|suite|suite donnee|suite reservee|effet|action entreprise|action menee|actions entreprises|actions menees|action|actions|
		avancee|avancees|progres|demarrage|implementation|progress`},
	{begunWord, forms("commenc", "demarr", "entam", "amorc", "initi", "lanc", "engag") +
		`debut d execution|debut de realisation|debut de mise en oeuvre|started|begun|initiated`},
	{ongoingWord, `en cours|encours|en cour|en voie|en train|in progress|in process|ongoing|on going|under way|underway|
		under implementation|being implemented|en execution|en progression`},
	{partlyWord, `partiel|partielle|partiels|partielles|partiellement|en partie|incomplet|incomplete|incomplets|incompletes|
		inacheve|inachevee|inacheves|inachevees|partial|partially|partly`},
	{whollyWord, `entierement|totalement|integralement|pleinement|completement|entier|totale|total|fully|completely|entirely`},
	{denial, `non|pas|rien|aucun|aucune|jamais|point|nullement|not|no|never`},
	{halfDenial, `ne|n`},
	{nothingDone, `sans suite|sans effet|restee lettre morte|reste lettre morte|` + forms("inexecut", "irrealis", "inappliqu") + `inexecution`},
	{mootWord, `sans objet|non applicable|non applicables|plus applicable|plus applicables|plus d objet|caduc|caduque|caducs|caduques|not applicable|no longer applicable|no longer relevant`},
	{declinedWord, `non retenu|non retenue|non retenus|non retenues|pas retenu|pas retenue|pas retenus|pas retenues|not accepted|` +
		forms("rejet") + `rejected|declined`},
	{withdrawnWord, forms("abandonn", "annul", "supprim") + `retire|retiree|retires|retirees|withdrawn|cancelled|canceled|abandoned`},
	{carriedWord, `reconduit|reconduite|reconduits|reconduites|carried over|carried forward`},
	{madeWord, forms("formul") + `nouvelle recommandation`},
	{promise, `sera|seront|serait|seraient|doit|doivent|devra|devront|devrait|devraient|prevu|prevue|prevus|prevues|programme|programmee|
		programmes|programmees|reprogramme|reprogrammee|reprogrammes|reprogrammees|planifie|planifiee|planifies|planifiees|envisage|
		envisagee|envisages|envisagees|reste a|restent a|faire|realiser|executer|appliquer|terminer|achever|effectuer|finaliser|poursuivre|
		continuer|completer|parachever|renforcer|		mettre en oeuvre|will|will be|to be|planned|scheduled|should`},
	{refusal, `will not be implemented|will not be|ne sera pas|ne seront pas`},
	{standstill, `en attente|en instance|en souffrance|suspendu|suspendue|suspendus|suspendues|bloque|bloquee|bloques|bloquees|ajourne|
		ajournee|ajournes|ajournees|differe|differee|differes|differees|reporte|reportee|reportes|reportees|pending|postponed|
		on hold|delayed|requires further analysis|further analysis`},
	{likelyDone, `disponible|disponibles|effectif|effective|effectifs|effectives|fonctionnel|fonctionnelle|fonctionnels|fonctionnelles|existe|
		existent|acquis|acquise|acquises|` + forms("elabor", "valid", "adopt", "organis", "cre", "sign", "clotur", "sold") +
		`pris en compte|prise en compte|prises en compte|ont mene|a mene|tenu|tenue|tenus|tenues|respecte|respectee|rehabilitation|amenagement`},
	{doubt, `mais|toutefois|cependant|neanmoins|sauf|hormis|excepte|ou|or|but|however|except|si|peut|peuvent|pourrait|pourraient|
		may|might|could|probablement|semble|environ|limite|limitee|limited|substantial|substantially|quasi|quasiment|presque|insuffisamment|moyennement|plus`},
	{cause, `faute de|faute d|pour cause|pour raison|par manque|manque de|manque d|en raison|a cause|du fait|pour des raisons|
		compte tenu|suite a|suite au|suite aux|due to|because|for lack|lack of`},
	{timeNoun, `annee|exercice|mois|semestre|trimestre|semaine|gestion|session|budget|year|quarter|month|jour|jours`},
	{measure, `taux|niveau|score|pourcentage|degre`},
	{beVerb, `est|sont|reste|restent|demeure|demeurent|is|are|was|were|toujours|encore|still|deja`},
	{plainWord, `la|le|les|l|un|une|des|de|du|d|a|au|ont|avait|ete|etre|avoir|cette|ces|ce|recommandation|recommandations|mesure|mesures|
		activite|activites|decision|decisions|tache|taches|engagement|engagements|et|en|depuis|dans|a hauteur de|fait l objet|faire l objet|faites l objet|
		connu|recu|devenu|devenue|devenus|devenues|tout|toute|tous|toutes|bien|the|has|have|had|been|be|recommendation|recommendations|
		commitment|it|this|that|yet|and|of|in|on|oui|yes|ok`},
}

// forms spells the past participles of verbs in -er from their stems.
func forms(stems ...string) string {
	var b strings.Builder
	for _, stem := range stems {
		for _, ending := range []string{"e", "ee", "es", "ees"} {
			b.WriteString(stem + ending + "|")
		}
	}
	return b.String()
}

// participles spells participles whose masculine singular is given.
func participles(masculine ...string) string {
	var b strings.Builder
	for _, p := range masculine {
		for _, ending := range []string{"", "e", "s", "es"} {
			b.WriteString(p + ending + "|")
		}
	}
	return b.String()
}

// longestPhrase counts the words of the longest phrase of the vocabulary.
const longestPhrase = 5

// A phraseList holds the phrases of one signal, parted by bars.
type phraseList struct {
	kind    signal
	phrases string
}

// compile indexes the lists. No phrase may be in two of them.
func compile(lists []phraseList) map[string]signal {
	index := make(map[string]signal)
	for _, list := range lists {
		for phrase := range strings.SplitSeq(list.phrases, "|") {
			if phrase = strings.Join(strings.Fields(phrase), " "); phrase != "" {
				index[phrase] = list.kind
			}
		}
	}
	return index
}

// participlesBy holds the single words that tell an action done or begun, by
// their first letter.
var participlesBy = func() map[byte][]string {
	index := make(map[byte][]string)
	for phrase, kind := range vocabulary {
		if (kind == doneWord || kind == finishedWord || kind == begunWord) && len(phrase) > 5 && !strings.Contains(phrase, " ") {
			index[phrase[0]] = append(index[phrase[0]], phrase)
		}
	}
	return index
}()

// near finds the participle that a word misspells by one letter: "excécuté",
// "réalsé". Its beginning and its ending must be right, so that "réaliste" is
// not taken for "réalise"; where it is near two meanings it has none.
func near(word string) signal {
	found := unknownWord
	if len(word) < 6 {
		return found
	}
	for _, phrase := range participlesBy[word[0]] {
		if !strings.HasSuffix(word, phrase[len(phrase)-2:]) || distance(phrase, word, 1) != 1 {
			continue
		}
		if kind := vocabulary[phrase]; found == unknownWord || found == kind {
			found = kind
		} else {
			return unknownWord
		}
	}
	return found
}
