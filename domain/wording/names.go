package wording

import "strings"

// offices gives, for the title of whoever heads a structure, the word by which
// the structure itself is called, so that "le Ministre des Finances" and "le
// Ministère des Finances" are one.
var offices = map[string]string{
	"ministre": "ministere", "ministres": "ministere", "ministeres": "ministere",
	"minister": "ministry", "ministers": "ministry", "ministries": "ministry",
	"secretaire": "secretariat", "secretaires": "secretariat",
	"directeur": "direction", "directrice": "direction", "directeurs": "direction", "directrices": "direction",
	"delegue": "delegation", "deleguee": "delegation", "gouverneur": "gouvernorat", "gouverneurs": "gouvernorat",
	"maire": "mairie", "maires": "mairie", "prefet": "prefecture", "prefets": "prefecture",
	"ambassadeur": "ambassade", "ambassadrice": "ambassade", "inspecteur": "inspection", "inspectrice": "inspection",
	"commissaire": "commissariat", "coordinateur": "coordination", "coordinatrice": "coordination",
	"coordonnateur": "coordination", "coordonnatrice": "coordination", "president": "presidence", "presidente": "presidence",
	"controleur": "controle",
}

// linkWords join the words of a name and tell nothing by themselves.
var linkWords = wordSet(`le la les l un une de du des d et a au aux en y charge chargee charges chargees of the and for in to`)

// courtesies precede a title.
var courtesies = wordSet(`monsieur madame m mme mm messieurs mesdames excellence honorable`)

// posts are what brackets may say of whoever answers for the structure before
// them: "Department of Building Inspection (Director)".
var posts = wordSet(`directeur directrice director president presidente chair chairman secretaire secretary chief agency coordinateur coordonnateur`)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// stem gives the form in which the words of names are compared: an office for
// its holder, without the endings of gender and number.
func stem(word string) string {
	if office, known := offices[word]; known {
		word = office
	}
	for _, ending := range []string{"s", "x", "e"} {
		if len(word) > 4 {
			word = strings.TrimSuffix(word, ending)
		}
	}
	return word
}

// isMinistry takes a stem: of "ministère", or of the English word.
func isMinistry(stemmed string) bool { return stemmed == "minister" || stemmed == "ministry" }

// nameWords gives the stems of the telling words of a name.
func nameWords(tokens []token) []string {
	var words []string
	for _, t := range tokens {
		if t.kind != markToken && !linkWords[t.text] {
			words = append(words, stem(t.text))
		}
	}
	return words
}

// portfoliosOf gives the words of each portfolio of a ministry's name:
// "Ministère de l'Economie et des Finances" has two.
func portfoliosOf(name string) [][]string {
	var portfolios [][]string
	var words []string
	for i, t := range lex(name, true) {
		switch {
		case i == 0:
		case t.is(",", "et", "and", "charge", "chargee", ";"):
			if len(words) > 0 {
				portfolios = append(portfolios, words)
			}
			words = nil
		case t.kind != markToken && !linkWords[t.text]:
			words = append(words, stem(t.text))
		}
	}
	if len(words) > 0 {
		portfolios = append(portfolios, words)
	}
	return portfolios
}

// fitsInitials reports whether an acronym that the directory does not know may
// be that of name: it is made of the initials of all its telling words, in
// order, and perhaps of its link words ("MoF").
func fitsInitials(acronym, name string) bool {
	rest := Fold(acronym)
	for _, w := range Words(name) {
		if rest != "" && rest[0] == w[0] {
			rest = rest[1:]
		} else if !linkWords[w] {
			return false
		}
	}
	return rest == "" && len(acronym) > 1
}
