package importer

import (
	"cmp"
	"slices"
	"strings"

	"suivi/domain/fault"
	"suivi/domain/wording"
)

// Decisions are the answers of people to what an import asked. Each distinct
// wording of a field is asked once, since it means the same wherever it is
// written; where its meaning depends on something else (the observation beside
// an état, the session for an empty cell or a hidden carry-over), that is its
// context.
type Decisions struct {
	answers map[decisionKey]decision
	order   []decisionKey
	added   int
}

type decisionKey struct{ field, read, context string }

type decision struct {
	line   []string // as it stood in the file, in the order of the columns
	answer string
	file   string
	number int
	added  int // with which table
}

// RefusedDecision: an answer that cannot be read.
const RefusedDecision = "import.decision_illisible"

// RefusedOwners: an answer that names no structure.
const RefusedOwners = "import.decision_sans_structure"

// RefusedDecisionTwice: one question, two answers.
const RefusedDecisionTwice = "import.decision_contredite"

func keyOf(field, read, context string) decisionKey {
	return decisionKey{columnKey(field), wordingKey(read), wordingKey(context)}
}

// wordingKey folds what was written. An apostrophe before it is a
// spreadsheet's way to say that a text is no formula.
func wordingKey(s string) string { return wording.Fold(strings.TrimPrefix(s, "'")) }

func keyOfQuestion(q Question) decisionKey { return keyOf(q.Field, q.Read, q.Context) }

// NewDecisions is none at all.
func NewDecisions() *Decisions { return &Decisions{answers: map[decisionKey]decision{}} }

// decisionColumns is the order in which a decisions file is written.
var decisionColumns = []string{"champ", "lu", "contexte", "choix", "decision", "fichier", "ligne"}

// Add takes the answers of a decisions file. An empty one is no answer; two of
// one file that contradict each other are refused, and a file given later wins
// over an earlier one.
func (d *Decisions) Add(t Table) error {
	columns, err := bind(&t, DecisionsFile)
	if err != nil {
		return err
	}
	d.added++
	for i := range t.Lines {
		line := &t.Lines[i]
		if line.Fault != nil {
			return line.Fault.At(place(t.Name, line.Number, ""))
		}
		r := record{&t, line, columns, DecisionsFile}
		key := keyOf(r.get("champ"), r.get("lu"), r.get("contexte"))
		next := decision{answer: r.get("decision"), file: t.Name, number: line.Number, added: d.added}
		for _, c := range decisionColumns {
			next.line = append(next.line, r.get(c))
		}
		was, known := d.answers[key]
		switch {
		case !known:
			d.order = append(d.order, key)
		case next.answer == "":
			continue
		case was.added == d.added && was.answer != "" && was.answer != next.answer:
			return fault.New(fault.Conflict, RefusedDecisionTwice, "lu", r.get("lu"), "une", was.answer, "autre", next.answer).At(place(t.Name, line.Number, "decision"))
		}
		d.answers[key] = next
	}
	return nil
}

// answer gives what was decided, empty where nothing was.
func (d *Decisions) answer(k decisionKey) (decision, bool) {
	a, known := d.answers[k]
	return a, known && a.answer != ""
}

// refused is the refusal of an answer.
func (a decision) refused(code string, more ...string) *fault.Fault {
	return fault.New(fault.Invalid, code, append(more, "lu", a.answer)...).At(place(a.file, a.number, "decision"))
}

// Table gives the decisions file: what was decided before, as it stood, then
// the questions still open with their choices, to be filled in.
func (d *Decisions) Table(open []Question) Table {
	t := Table{Name: "decisions.csv", Header: decisionColumns}
	add := func(cells []string) {
		t.Lines = append(t.Lines, Line{Number: len(t.Lines) + 2, Cells: cells})
	}
	asked := map[decisionKey]Question{}
	for _, q := range open {
		asked[keyOfQuestion(q)] = q
	}
	for _, k := range d.order {
		a := d.answers[k]
		if q, again := asked[k]; again && a.answer == "" {
			a.line = cellsOf(q)
		}
		delete(asked, k)
		add(a.line)
	}
	for _, q := range open {
		if _, still := asked[keyOfQuestion(q)]; still {
			delete(asked, keyOfQuestion(q))
			add(cellsOf(q))
		}
	}
	return t
}

// cellsOf is the line of a decisions file that asks q.
func cellsOf(q Question) []string {
	return []string{q.Field, unformula(q.Read), unformula(q.Context), strings.Join(q.Choices, " | "), "", q.File, itoa(q.Line)}
}

// unformula keeps a spreadsheet from taking a text for a formula.
func unformula(s string) string {
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

// choose reads an answer that must be one of choices, whatever its case and
// accents.
func choose(answer string, choices []string) (string, bool) {
	i := slices.IndexFunc(choices, func(c string) bool { return cmp.Compare(wording.Fold(c), wording.Fold(answer)) == 0 })
	if i < 0 {
		return "", false
	}
	return choices[i], true
}
