package web

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/wording"
)

// importTime is how long an import may take, with all that a weak line sends.
const importTime = time.Hour

// drained is how much of a form that is too large is read all the same, as a
// multiple of what it may be: a browser shows no answer before it has sent all.
const drained = 4

// readFiles takes a form that may bear files, of limit bytes at most.
func (v *visit) readFiles(limit int64) error {
	c, until := http.NewResponseController(v.w), time.Now().Add(importTime)
	_ = c.SetReadDeadline(until) // a writer that has no deadline needs none
	_ = c.SetWriteDeadline(until)
	sent := v.r.Body
	v.r.Body = http.MaxBytesReader(v.w, sent, limit)
	if err := v.r.ParseMultipartForm(limit); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		if _, over := errors.AsType[*http.MaxBytesError](err); over {
			_, _ = io.CopyN(io.Discard, sent, drained*limit)
			return fault.New(fault.Invalid, desk.RefusedImportTooBig, "limite", strconv.FormatInt(limit>>20, 10))
		}
		return fault.New(fault.Invalid, refusedFormSize).Because(err)
	}
	v.form = v.r.PostForm
	return nil
}

// The fields of the form that goes from one step of an import to the next: the
// server keeps nothing between them.
const (
	fieldFiles     = "fichiers"
	fieldPasted    = "colle"
	fieldKind      = "genre" // of a table: a file's name begins with its kind where the header does not tell
	fieldName      = "nom"   // of a file that was sent before,
	fieldText      = "texte" // with its text
	fieldQuestions = "questions"
	fieldAnswer    = "decision-" // with the place of the question, from 0
	fieldOther     = "autre-"
	fieldDiffering = "differences"
	fieldReason    = "motif_de_rectification"
	fieldSeen      = "plan_vu"
	fieldStep      = "pas"

	stepRecord  = "enregistrer"
	wishRectify = "rectifier"
	wishKeep    = "garder"
)

// question is a line of a decisions file, in the order of its columns.
type question struct{ Field, Read, Context, Choices, Answer, File, Line string }

var questionHead = question{"champ", "lu", "contexte", "choix", "decision", "fichier", "ligne"}

func (q question) cells() []string {
	return []string{q.Field, q.Read, q.Context, q.Choices, q.Answer, q.File, q.Line}
}

// key is the same for two questions that one answer settles.
func (q question) key() string {
	return wording.Fold(q.Field) + "\n" + wording.Fold(q.Read) + "\n" + wording.Fold(q.Context)
}

// decisionsName is that of the file of answers, which nobody sees.
const decisionsName = "decisions"

const choiceMark = " | "

// importing is what somebody wishes to import, with what they have settled.
type importing struct {
	desk.Import
	Questions []question
	Wish      string // what becomes of what differs; empty: nobody has said
}

// Rectifies reports whether what differs is rectified.
func (in importing) Rectifies() bool { return in.Wish == wishRectify }

// readImport reads the form of a step. A file of the same name as one that was
// sent before stands for it.
func (v *visit) readImport() (in importing, err error) {
	texts := v.form[fieldText]
	for i, name := range v.form[fieldName] {
		if i < len(texts) {
			in.Files = append(in.Files, desk.ImportFile{Name: name, Text: texts[i]})
		}
	}
	if v.r.MultipartForm != nil {
		var names []string
		for _, sent := range v.r.MultipartForm.File[fieldFiles] {
			name := path.Base(strings.ReplaceAll(sent.Filename, `\`, "/"))
			if again := slices.Contains(names, name); again {
				name = fmt.Sprintf("%d-%s", len(names)+1, name)
			}
			names = append(names, name)
			f, err := sent.Open()
			if err != nil {
				return in, err
			}
			text, err := v.Text(name, f)
			f.Close()
			if err != nil {
				return in, err
			}
			in.put(name, text)
		}
	}
	if pasted := v.form.Get(fieldPasted); strings.TrimSpace(pasted) != "" {
		in.put(v.head.pastedName(), pasted)
	}
	if len(in.Files) == 0 {
		return in, fault.New(fault.Invalid, refusedNothing)
	}
	in.Wish = v.form.Get(fieldDiffering)
	in.Keep = in.Wish == wishKeep
	if in.Rectifies() {
		in.Rectify = strings.TrimSpace(v.form.Get(fieldReason))
	}
	in.Seen, in.DryRun = v.form.Get(fieldSeen), v.form.Get(fieldStep) != stepRecord
	return in, v.readAnswers(&in)
}

// pastedName is the name of the table that was pasted, as files have one.
func (h *head) pastedName() string {
	return strings.TrimSpace(h.sent().Get(fieldKind) + " " + h.T("(tableau collé)", "(pasted table)"))
}

func (in *importing) put(name, text string) {
	i := slices.IndexFunc(in.Files, func(f desk.ImportFile) bool { return f.Name == name })
	if i < 0 {
		i, in.Files = len(in.Files), append(in.Files, desk.ImportFile{})
	}
	in.Files[i] = desk.ImportFile{Name: name, Text: text}
}

// readAnswers reads the questions that the step before asked, with what was
// answered to each.
func (v *visit) readAnswers(in *importing) error {
	lines, err := csv.NewReader(strings.NewReader(strings.TrimSpace(v.form.Get(fieldQuestions)))).ReadAll()
	if err != nil {
		return fault.New(fault.Invalid, refusedFormSize).Because(err)
	}
	for i, c := range lines {
		if len(c) != len(questionHead.cells()) {
			return fault.New(fault.Invalid, refusedFormSize)
		}
		q := question{c[0], c[1], c[2], c[3], v.form.Get(fieldAnswer + strconv.Itoa(i)), c[5], c[6]}
		if other := strings.TrimSpace(v.form.Get(fieldOther + strconv.Itoa(i))); other != "" {
			q.Answer = other
		}
		in.Questions = append(in.Questions, q)
	}
	in.Decisions = desk.ImportFile{}
	if answered := slices.DeleteFunc(slices.Clone(in.Questions), func(q question) bool { return q.Answer == "" }); len(answered) > 0 {
		in.Decisions = desk.ImportFile{Name: decisionsName, Text: written(append([]question{questionHead}, answered...))}
	}
	return nil
}

// written are questions as CSV.
func written(all []question) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, q := range all {
		_ = w.Write(q.cells()) // to memory
	}
	w.Flush()
	return b.String()
}

// ask adds the questions that a plan leaves open to those asked before.
func (in *importing) ask(plan desk.ImportPlan) {
	asked := map[string]bool{}
	for _, q := range in.Questions {
		asked[q.key()] = true
	}
	for _, r := range plan.Rows {
		for _, open := range r.Questions {
			q := question{open.Field, open.Read, open.Context, strings.Join(open.Choices, choiceMark), "", open.File, strconv.Itoa(open.Line)}
			if !asked[q.key()] {
				asked[q.key()] = true
				in.Questions = append(in.Questions, q)
			}
		}
	}
}
