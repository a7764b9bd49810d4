package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	dfield "suivi/domain/field"
	"suivi/projections/register"
)

const importPath = "/importer"

// importPage is a step of an import: the choice of files, what they would
// record with what must be settled first, or what they did record.
type importPage struct {
	*head
	Formats []desk.ImportFormat
	importing
	Told  *toldImport // nil before files were sent
	Limit int64
	// Texts are those of the recommendations that questions offer.
	Texts map[string]string
}

func showImport(v *visit) error {
	return v.show("importer", importPage{head: v.titled("Importer des tableaux", "Import tables"), Formats: v.Formats, Limit: desk.MaxImport})
}

// Pasted is the table that was pasted, which is mended where it stands; Kind is
// what it was said to be.
func (p importPage) Pasted() string { return p.sent().Get(fieldPasted) }
func (p importPage) Kind() string   { return p.sent().Get(fieldKind) }

// Sent are the files that were sent.
func (p importPage) Sent() (all []desk.ImportFile) {
	for _, f := range p.Files {
		if p.Pasted() == "" || f.Name != p.pastedName() {
			all = append(all, f)
		}
	}
	return all
}

// Amiss reports whether files or lines are refused.
func (p importPage) Amiss() bool {
	return len(p.Told.Faults)+p.Told.Plan.Count(desk.ImportRefused) > 0
}

// takeImport tells what the files that were sent would record, and records it
// once somebody has seen just that.
func takeImport(v *visit) error {
	in, err := v.readImport()
	if err != nil {
		return v.refuseImport(err, showImport)
	}
	if v.again != nil {
		return v.refuseImport(v.again, func(v *visit) error { return v.previewImport(in) })
	}
	if in.Rectifies() {
		if f := dfield.Required(fieldReason, in.Rectify); f != nil {
			return v.refuseImport(f, func(v *visit) error { return v.previewImport(in) })
		}
	}
	if in.DryRun {
		return v.previewImport(in)
	}
	done, err := v.Import(v.r.Context(), v.by, v.head.Lang, in.Import)
	if err != nil {
		return v.refuseImport(err, func(v *visit) error { return v.previewImport(in) })
	}
	v.setCookie(positionCookie, done.Receipt.Position.String(), time.Hour)
	page := importPage{head: v.titled("Import enregistré", "Import recorded"), importing: in, Told: v.told(done)}
	return v.show("importer", page)
}

// previewImport shows what in would record.
func (v *visit) previewImport(in importing) error {
	in.DryRun = true
	told, err := v.Import(v.r.Context(), v.by, v.head.Lang, in.Import)
	if err != nil {
		return v.refuseImport(err, showImport)
	}
	in.ask(told.Plan)
	texts := map[string]string{}
	err = v.look(func(r *register.View) error {
		for _, q := range in.Questions {
			for ref := range strings.SplitSeq(q.Choices, choiceMark) {
				if i, err := r.Find(ref); err == nil {
					texts[ref] = r.State(i).Text
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("importer", importPage{head: v.titled("Ce qui serait enregistré", "What would be recorded"), Formats: v.Formats, importing: in, Told: v.told(told), Limit: desk.MaxImport, Texts: texts})
}

// refuseImport is refuse with the place in the file.
func (v *visit) refuseImport(err error, again func(*visit) error) error {
	f, is := errors.AsType[*fault.Fault](err)
	if err := v.refuse(err, func(*visit) error { return nil }); err != nil {
		return err
	}
	if is {
		v.head.Refused = v.atPlace(f)
	}
	return again(v)
}

// sendModel sends a file to fill in, as a spreadsheet opens it.
func sendModel(v *visit) error {
	for _, f := range v.Formats {
		if f.Kind == v.param("genre") {
			v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			v.w.Header().Set("Content-Disposition", `attachment; filename="`+f.Kind+`.csv"`)
			v.w.WriteHeader(http.StatusOK)
			_, _ = v.w.Write([]byte("\ufeff" + f.Example))
			return nil
		}
	}
	return errNoPage
}
