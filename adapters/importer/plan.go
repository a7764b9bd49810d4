package importer

import (
	"suivi/adapters/desk"
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

// What becomes of a row, in the words of the desk.
type (
	Outcome    = desk.ImportOutcome
	Step       = desk.ImportStep
	Difference = desk.ImportDifference
	Question   = desk.ImportQuestion
)

// What becomes of rows.
const (
	WillRecord = desk.ImportWillRecord // recorded, once Record was called
	Already    = desk.ImportRecorded
	Differs    = desk.ImportDiffers
	Rectifies  = desk.ImportRectifies
	Asked      = desk.ImportAsked
	Refused    = desk.ImportRefused
	Waits      = desk.ImportWaits
)

// A Row is one line of a file and what becomes of it.
type Row struct{ desk.ImportRow }

// A Plan is what an import would do.
type Plan struct {
	Rows []*Row
	// Faults are those of whole files.
	Faults []*fault.Fault

	tables    []Table
	jobs      int // that the dry run did, and recording will do
	decisions *Decisions
	options   Options
}

// Told is the plan as people and programs are shown it.
func (p *Plan) Told() desk.ImportPlan {
	told := desk.ImportPlan{Rows: make([]desk.ImportRow, len(p.Rows)), Faults: p.Faults}
	for i, r := range p.Rows {
		told.Rows[i] = r.ImportRow
	}
	return told
}

// Count says how many rows have an outcome.
func (p *Plan) Count(o Outcome) int { return p.Told().Count(o) }

// Questions are all that is asked, each once, in the order of the rows.
func (p *Plan) Questions() []Question {
	var all []Question
	seen := map[decisionKey]bool{}
	for _, r := range p.Rows {
		for _, q := range r.Questions {
			if k := keyOfQuestion(q); !seen[k] {
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
