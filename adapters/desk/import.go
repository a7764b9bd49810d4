package desk

import (
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// ImportPath is where the API takes an import, below /api/v1.
const ImportPath = "/importations"

// MaxImport is how many bytes an Import may take as JSON.
const MaxImport = 16 << 20

// Codes of the refusals of an import as a whole.
const (
	RefusedImportTooBig   = "import.trop_grand"
	RefusedImportUnderWay = "import.deja_en_cours"
	RefusedPlanOutOfDate  = "import.plan_depasse"
	RefusedAnswerLost     = "import.reponse_perdue"
	// What is recorded of it stays, and is recognised when it is given again.
	RefusedImportCutShort = "import.interrompu_en_cours"
	RefusedImportNoRoom   = "import.interrompu_faute_de_place"
)

// Import is the wish to record what files hold.
type Import struct {
	Files []ImportFile `json:"fichiers"`
	// Decisions is the decisions file, filled in, where there is one: it wins
	// over the decisions that are kept with the ledger.
	Decisions ImportFile `json:"decisions,omitzero"`
	// Rectify, where not empty, is the reason for which what differs from what
	// is recorded is rectified; Keep leaves it as it is recorded.
	Rectify string `json:"motif_de_rectification,omitzero"`
	Keep    bool   `json:"garder,omitzero"`
	// DryRun tells what would be recorded, and records nothing.
	DryRun bool `json:"a_blanc,omitzero"`
	// Seen is the fingerprint of the plan that somebody has seen: only that one
	// is recorded. None: whatever the plan is now.
	Seen string `json:"plan_vu,omitzero"`
}

// ImportFile is a CSV file: what it is called, and its text.
type ImportFile struct {
	Name string `json:"nom"`
	Text string `json:"texte"`
}

// Imported is what an import came to.
type Imported struct {
	Plan ImportPlan `json:"plan"`
	// Fingerprint is that of the plan: the same for the same plan.
	Fingerprint string `json:"empreinte"`
	// Decisions is the decisions file to fill in, its header first; none where
	// nothing is asked.
	Decisions [][]string `json:"decisions,omitempty"`
	// Refused says why the plan cannot be recorded, nil where it can.
	Refused *fault.Fault `json:"refus,omitempty"`
	// Receipt says what was recorded, nil after a dry run.
	Receipt *ImportReceipt `json:"recu,omitempty"`
}

// ImportReceipt says what an import recorded.
type ImportReceipt struct {
	Events   int            `json:"evenements"` // how many
	Position event.Position `json:"position"`   // of the last; a read may wait for it
	Already  bool           `json:"deja_enregistre,omitzero"`
}

// ImportPlan says line by line what an import would record.
type ImportPlan struct {
	Rows []ImportRow `json:"lignes"`
	// Faults are those of whole files.
	Faults []*fault.Fault `json:"fichiers_refuses,omitempty"`
}

// ImportOutcome is what becomes of a line.
type ImportOutcome string

// What becomes of lines.
const (
	ImportWillRecord ImportOutcome = "a_enregistrer" // recorded, where the import is
	ImportRecorded   ImportOutcome = "deja_enregistree"
	ImportRectifies  ImportOutcome = "a_rectifier"
	ImportDiffers    ImportOutcome = "differente" // from what is recorded; see Differences
	ImportAsked      ImportOutcome = "a_decider"  // see Questions
	ImportRefused    ImportOutcome = "refusee"    // see Fault
	ImportWaits      ImportOutcome = "en_attente" // for another line that is refused; see Fault
)

// ImportOutcomes are all, in the order in which they are counted to people.
func ImportOutcomes() []ImportOutcome {
	return []ImportOutcome{ImportWillRecord, ImportRecorded, ImportRectifies, ImportDiffers, ImportAsked, ImportRefused, ImportWaits}
}

// ImportRow is one line of a file and what becomes of it.
type ImportRow struct {
	File    string        `json:"fichier"`
	Line    int           `json:"ligne"`
	Kind    string        `json:"genre"`
	Subject string        `json:"objet,omitzero"` // reference or code of what it is about, where known
	Outcome ImportOutcome `json:"sort"`
	// Steps are what it records, in order.
	Steps       []ImportStep       `json:"pas,omitempty"`
	Fault       *fault.Fault       `json:"refus,omitempty"`
	Questions   []ImportQuestion   `json:"questions,omitempty"`
	Differences []ImportDifference `json:"differences,omitempty"`
	// Notices are what is worth knowing and keeps nothing from being recorded.
	Notices []ImportStep `json:"notes,omitempty"`
}

// ImportStep says, in the words of the catalogue, one thing that a line
// records.
type ImportStep struct {
	Code string            `json:"code"`
	Args map[string]string `json:"arguments,omitempty"`
}

// ImportDifference is a field whose recorded value is not the file's.
type ImportDifference struct {
	Field string `json:"champ"`
	Old   string `json:"ancien"`
	New   string `json:"nouveau"`
}

// ImportQuestion is what only a person can settle.
type ImportQuestion struct {
	Field   string            `json:"champ"`             // column
	Read    string            `json:"lu"`                // as written
	Context string            `json:"contexte,omitzero"` // what the meaning depends on; empty: nothing but what is written
	Choices []string          `json:"choix"`
	Code    string            `json:"code"` // why it is asked
	Args    map[string]string `json:"arguments,omitempty"`
	File    string            `json:"fichier"`
	Line    int               `json:"ligne"`
}

// Count says how many lines have an outcome.
func (p ImportPlan) Count(o ImportOutcome) int {
	n := 0
	for _, r := range p.Rows {
		if r.Outcome == o {
			n++
		}
	}
	return n
}

// ImportFormat says what the columns of a kind of file hold.
type ImportFormat struct {
	Kind    string
	Help    glossary.Text
	Columns []ImportColumn
	Example string // a header and a line or two, separated by ";"
}

// ImportColumn is one of them. Required means that the header must have it.
type ImportColumn struct {
	Name     string
	Required bool
	Help     glossary.Text
}
