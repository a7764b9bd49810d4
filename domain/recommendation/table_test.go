package recommendation_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/fault"
	r "suivi/domain/recommendation"
)

// The table of transitions of the design, cell by cell: oui, recorded; motif,
// recorded only with a reason; rien, recorded already; else the code of the
// refusal. "trouvee" is en cours or non réalisée.
const transitions = `
                  | trouvee            executee           reconduite         classee            | validee ecartee   | declaree           piece lien         responsables echeance | absorbee
proposee          | pas_encore_validee pas_encore_validee pas_encore_validee pas_encore_validee | oui               | pas_encore_validee oui                oui                   | oui
formulee          | oui                oui                oui                oui                | pas_a_valider     | oui                oui                oui                   | oui
en_cours          | oui                oui                oui                oui                | pas_a_valider     | oui                oui                oui                   | oui
non_realisee      | oui                oui                oui                oui                | pas_a_valider     | oui                oui                oui                   | oui
reconduite        | oui                oui                oui                oui                | pas_a_valider     | oui                oui                oui                   | oui
executee          | motif              oui                motif              terminee           | pas_a_valider     | oui                oui                oui                   | oui
classee           | motif              motif              motif              rien               | pas_a_valider     | terminee           oui                terminee              | oui
ecartee           | motif              motif              motif              terminee           | pas_a_valider     | terminee           oui                terminee              | oui
absorbee          | absorbee           absorbee           absorbee           absorbee           | absorbee          | absorbee           absorbee           absorbee              | absorbee
entree_par_erreur | entree_par_erreur  entree_par_erreur  entree_par_erreur  entree_par_erreur  | entree_par_erreur | entree_par_erreur  entree_par_erreur  entree_par_erreur     | entree_par_erreur
rien              | inconnue           inconnue           inconnue           inconnue           | inconnue          | inconnue           inconnue           inconnue              | inconnue
`

// headings are the columns of the table, each with the facts that it covers.
var headings = [][]string{
	{"en_cours", "non_realisee"}, {"executee"}, {"reconduite"}, {"classee"},
	{"validee", "ecartee"},
	{"declaree"}, {"piece", "lien"}, {"responsables", "echeance"},
	{"absorbee"},
}

// rows are those of the table, in order; cell gives what it says for a row and
// a column.
var rows, cell = readTable()

func readTable() (rows []string, cell map[string]map[string]string) {
	cell = map[string]map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(transitions), "\n")[1:] {
		words := strings.Fields(strings.ReplaceAll(line, "|", ""))
		row := map[string]string{}
		for i, covered := range headings {
			for _, column := range covered {
				row[column] = words[i+1]
			}
		}
		rows = append(rows, words[0])
		cell[words[0]] = row
	}
	return rows, cell
}

// rowOf names the row of the table in which s stands.
func rowOf(s r.State) string {
	switch s.Standing {
	case r.Unknown:
		return "rien"
	case r.Open:
		return s.State.String()
	}
	return s.Standing.String()
}

// ways leads to each row in each of its ways.
var ways = map[string]map[string][]fact{
	"rien":     {"nothing recorded": nil},
	"proposee": {"made at a technical session": {technique.makes()}},
	"formulee": {
		"made at a session":          {comite2020.makes()},
		"made at a political one":    {politique.makes()},
		"validated as is":            {technique.makes(), politique.validates()},
		"declared, word not counted": {comite2020.makes(owedByBoth...), declares(inMarch2021, ministry, domain.Executed)},
	},
	"en_cours": {
		"at a session":                {comite2020.makes(), comite2021.finds(domain.InProgress)},
		"between sessions":            {comite2020.makes(), found(inMarch2021, domain.InProgress)},
		"taken up again once done":    {comite2020.makes(), comite2021.finds(domain.Executed), comite2022.finds(domain.InProgress, taken)},
		"taken up again once classed": {comite2020.makes(), comite2021.classes(r.MotiveNoObject), comite2022.finds(domain.InProgress, taken)},
	},
	"non_realisee": {
		"at a session":                  {comite2020.makes(), comite2021.finds(domain.NotDone)},
		"taken up again once set aside": {technique.makes(), politique.setsAside(), comite2022.finds(domain.NotDone, taken)},
	},
	"reconduite": {
		"by its forum":             {comite2020.makes(), comite2021.carriesOver()},
		"examined and carried on":  {comite2020.makes(), comite2021.finds(domain.NotDone), comite2021.carriesOver()},
		"taken up again once done": {comite2020.makes(), comite2021.finds(domain.Executed), comite2022.carriesOver(taken)},
	},
	"executee": {
		"at a session":     {comite2020.makes(), comite2021.finds(domain.Executed)},
		"between sessions": {comite2020.makes(), found(inMarch2021, domain.Executed)},
		"confirmed":        {comite2020.makes(), comite2021.finds(domain.Executed), comite2022.finds(domain.Executed)},
	},
	"classee": {
		"at a session":        {comite2020.makes(), comite2021.classes(r.MotiveNotRetained)},
		"between sessions":    {comite2020.makes(), classed(inMarch2021)},
		"examined, then so":   {comite2020.makes(), comite2021.finds(domain.InProgress), comite2021.classes(r.MotiveSplit)},
		"done, then so":       {comite2020.makes(), comite2021.classes(r.MotiveOther), comite2020.finds(domain.Executed)},
		"classed on two days": {comite2020.makes(), comite2022.classes(r.MotiveOther), comite2021.classes(r.MotiveNoObject)},
	},
	"ecartee": {"by the political session": {technique.makes(), politique.setsAside()}},
	"absorbee": {
		"a duplicate":              {comite2020.makes(), absorbed(inMarch2021, survivor)},
		"a duplicate, found since": {comite2020.makes(), comite2021.finds(domain.Executed), absorbed(inApril2024, survivor)},
		"merged at a session":      {comite2020.makes(), comite2021.merges()},
		"merged once proposed":     {technique.makes(), politique.merges()},
	},
	"entree_par_erreur": {
		"the making void":        {comite2020.makes(), rectifies(1, nil)},
		"findings left over":     {comite2020.makes(), comite2021.finds(domain.Executed), rectifies(1, nil)},
		"absorbed before it was": {comite2020.makes(), comite2021.merges(), rectifies(1, nil)},
	},
}

// next makes the fact of a column, at sessions and on days after all ways.
var next = map[string]func(reason string) fact{
	"en_cours":     func(reason string) fact { return comite2024.finds(domain.InProgress, reason) },
	"non_realisee": func(reason string) fact { return comite2024.finds(domain.NotDone, reason) },
	"executee":     func(reason string) fact { return comite2024.finds(domain.Executed, reason) },
	"reconduite":   func(reason string) fact { return comite2024.carriesOver(reason) },
	"classee":      func(string) fact { return comite2024.classes(r.MotiveNoObject) },
	"validee":      func(string) fact { return politique24.validates() },
	"ecartee":      func(string) fact { return politique24.setsAside() },
	"declaree":     func(string) fact { return declares(inMarch2024, direction, domain.NotDone) },
	"piece":        func(string) fact { return proves(inMarch2024) },
	"lien":         func(string) fact { return links(inMarch2024) },
	"responsables": func(string) fact { return reassigns(inMarch2024, owedByOthers...) },
	"echeance":     func(string) fact { return setsDue(inMarch2024, inDecember) },
	"absorbee":     func(string) fact { return absorbed(inMarch2024, another) },
}

// TestTransitions holds every cell, from every way into its row.
func TestTransitions(t *testing.T) {
	for _, row := range rows {
		if len(ways[row]) == 0 {
			t.Errorf("no way leads to %s", row)
		}
		for way, given := range ways[row] {
			if got := rowOf(of(given...)); got != row {
				t.Fatalf("%q leads to %s, not to %s", way, got, row)
			}
			for column, outcome := range cell[row] {
				t.Run(row+"/"+way+"/"+column, func(t *testing.T) { holds(t, given, column, outcome) })
			}
		}
	}
}

// holds checks one cell.
func holds(t *testing.T, given []fact, column, outcome string) {
	plain, reasoned := next[column](""), next[column](taken)
	// Any forum may examine; only the maker, or one that it names, carries over.
	ask := func(f fact) r.Command {
		if c, is := to(f).(r.CarryOver); is {
			c.NamedForums = []domain.ForumID{comite}
			return c
		}
		return to(f)
	}
	when := rules(t)(given...).When
	switch outcome {
	case "oui":
		when(ask(plain)).Then(plain)
		when(ask(reasoned)).Then(reasoned)
		leads(t, given, reasoned, column)
	case "motif":
		f := when(ask(plain)).ThenRefused(r.RefusedNeedsReason)
		if f.Kind != fault.Refused {
			t.Errorf("kind %v", f.Kind)
		}
		when(ask(next[column](" "))).ThenRefused(r.RefusedNeedsReason)
		when(ask(reasoned)).Then(reasoned)
		leads(t, given, reasoned, column)
		if after := of(append(given[:len(given):len(given)], reasoned)...); after.Reopened[len(after.Reopened)-1] != nth(len(given)+1) {
			t.Errorf("not noted as taken up again: %v", after.Reopened)
		}
	case "rien": // the same motive again; another is refused, and told which is recorded
		recorded := of(given...).Motive
		when(ask(comite2024.classes(recorded))).ThenNothing()
		for _, other := range []r.Motive{r.MotiveNoObject, r.MotiveNotRetained, r.MotiveSplit, r.MotiveOther} {
			if other == recorded {
				continue
			}
			if f := when(ask(comite2024.classes(other))).ThenRefused(r.RefusedClassed); f.Args["motif"] != string(recorded) || f.Place != "motif" {
				t.Errorf("%+v", f)
			}
		}
	default:
		f := when(ask(reasoned)).ThenRefused("recommandation." + outcome)
		explains(t, f, of(given...))
	}
}

// explains checks that a refusal says what a reader needs next.
func explains(t *testing.T, f *fault.Fault, s r.State) {
	switch f.Code {
	case r.RefusedAbsorbed:
		if f.Args["survivante"] != survivor.String() {
			t.Errorf("does not name the survivor: %v", f)
		}
	case r.RefusedEnded:
		if f.Args["situation"] != s.Standing.String() {
			t.Errorf("does not name the situation: %v", f)
		}
	case r.RefusedUnknown:
		if f.Kind != fault.NotFound {
			t.Errorf("kind %v", f.Kind)
		}
	}
}

// leads checks where a recorded fact of column leads from given.
func leads(t *testing.T, given []fact, then fact, column string) {
	before, after := of(given...), of(append(given[:len(given):len(given)], then)...)
	standing, state := before.Standing, before.State
	switch column {
	case "en_cours", "non_realisee", "reconduite":
		standing = r.Open
		_ = state.UnmarshalText([]byte(column))
	case "executee":
		standing, state = r.Done, domain.Executed
	case "classee":
		standing = r.ClosedOff
	case "validee":
		standing = r.Open
	case "ecartee":
		standing = r.Discarded
	case "absorbee":
		standing = r.Merged
	}
	if after.Standing != standing || after.State != state {
		t.Errorf("leads to %v, %v; want %v, %v", after.Standing, after.State, standing, state)
	}
	if len(after.Unsettled) > len(before.Unsettled) {
		t.Errorf("recorded, yet unsettled: %v", after.Unsettled)
	}
}
