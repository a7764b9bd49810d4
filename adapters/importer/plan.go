package importer

import (
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// A Book is the ledger that an import reads and records in, with the
// projection that answers for it.
type Book struct {
	Ledger *ledger.Ledger
	Runner *runner.Runner
}

// Options say how an import is done.
type Options struct {
	Actor event.Actor
	// Today tells a session held from one that is planned.
	Today domain.Day
	// Rectify, where not empty, is the reason for which what differs from what
	// is recorded is rectified.
	Rectify string
	// KeepRecorded leaves what differs as it is recorded. Where neither is
	// given, a difference keeps the whole import from being recorded.
	KeepRecorded bool
	// NewLog makes an empty event log for the dry run, in memory.
	NewLog func() ledger.EventLog
}

// Outcome is what becomes of a row.
type Outcome string

// What becomes of rows.
const (
	WillRecord Outcome = "a_enregistrer" // recorded, once Record was called
	Already    Outcome = "deja_enregistree"
	Differs    Outcome = "differente" // from what is recorded; see Differences
	Rectifies  Outcome = "a_rectifier"
	Asked      Outcome = "a_decider"  // see Questions
	Refused    Outcome = "refusee"    // see Fault
	Waits      Outcome = "en_attente" // for another row that is refused; see Fault
)

// A Row is one line of a file and what becomes of it.
type Row struct {
	File    string  `json:"fichier"`
	Line    int     `json:"ligne"`
	Kind    Kind    `json:"genre"`
	Subject string  `json:"objet,omitzero"` // reference or code of what it is about, where known
	Outcome Outcome `json:"sort"`
	// Steps are what it records, in order.
	Steps       []Step       `json:"pas,omitempty"`
	Fault       *fault.Fault `json:"refus,omitempty"`
	Questions   []Question   `json:"questions,omitempty"`
	Differences []Difference `json:"differences,omitempty"`
	// Notices are what is worth knowing and keeps nothing from being recorded.
	Notices []Step `json:"notes,omitempty"`
}

// A Step says, in the words of the catalogue, one thing that a row records.
type Step struct {
	Code string            `json:"code"`
	Args map[string]string `json:"arguments,omitempty"`
}

// A Difference is a field whose recorded value is not the file's.
type Difference struct {
	Field string `json:"champ"`
	Old   string `json:"ancien"`
	New   string `json:"nouveau"`
}

// A Question is what only a person can settle.
type Question struct {
	Field   string            `json:"champ"`             // column
	Read    string            `json:"lu"`                // as written
	Context string            `json:"contexte,omitzero"` // what the meaning depends on; empty: nothing but what is written
	Choices []string          `json:"choix"`
	Code    string            `json:"code"` // why it is asked
	Args    map[string]string `json:"arguments,omitempty"`
	File    string            `json:"fichier"`
	Line    int               `json:"ligne"`
}

// A Plan is what an import would do.
type Plan struct {
	Rows []*Row `json:"lignes"`
	// Faults are those of whole files.
	Faults []*fault.Fault `json:"fichiers_refuses,omitempty"`

	tables    []Table
	jobs      int // that the dry run did, and recording will do
	decisions *Decisions
	options   Options
}

// Count says how many rows have an outcome.
func (p *Plan) Count(o Outcome) int {
	n := 0
	for _, r := range p.Rows {
		if r.Outcome == o {
			n++
		}
	}
	return n
}

// Questions are all that is asked, each once, in the order of the rows.
func (p *Plan) Questions() []Question {
	var all []Question
	seen := map[decisionKey]bool{}
	for _, r := range p.Rows {
		for _, q := range r.Questions {
			if k := q.key(); !seen[k] {
				seen[k] = true
				all = append(all, q)
			}
		}
	}
	return all
}

// Codes of what keeps a plan from being recorded.
const (
	RefusedUnsettled   = "import.questions_en_suspens"
	RefusedRows        = "import.lignes_refusees"
	RefusedDifferences = "import.differences_a_confirmer"
)

// Ready says nothing where the plan can be recorded, else why not.
func (p *Plan) Ready() error {
	refused := len(p.Faults) + p.Count(Refused) + p.Count(Waits)
	switch {
	case refused > 0:
		return fault.New(fault.Refused, RefusedRows, "nombre", itoa(refused))
	case p.Count(Asked) > 0:
		return fault.New(fault.Refused, RefusedUnsettled, "nombre", itoa(len(p.Questions())))
	case p.Count(Differs) > 0 && !p.options.KeepRecorded:
		return fault.New(fault.Refused, RefusedDifferences, "nombre", itoa(p.Count(Differs)))
	}
	return nil
}
