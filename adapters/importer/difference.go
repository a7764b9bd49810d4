package importer

import (
	"slices"

	"suivi/domain"
)

// differences are the fields of a row whose recorded value is another.
type differences []Difference

func (d *differences) text(field, old, new string) {
	if old != new {
		*d = append(*d, Difference{Field: field, Old: old, New: new})
	}
}

func (d *differences) day(field string, old, new domain.Day) {
	d.text(field, old.String(), new.String())
}

// period compares days and words: an échéance may be words alone.
func (d *differences) period(field string, old, new domain.Period) {
	if old == new {
		return
	}
	write := func(p domain.Period) string {
		switch {
		case p.Words != "" && (p.From != 0 || p.To != 0) && old.Words == new.Words:
			return p.Words + " (" + days(p) + ")"
		case p.Words != "":
			return p.Words
		case p.IsZero():
			return ""
		}
		return days(p)
	}
	d.text(field, write(old), write(new))
}

// source compares where a row was read; a row that does not say leaves what is
// recorded.
func (d *differences) source(old, new domain.Source) {
	if new == (domain.Source{}) {
		return
	}
	d.text("document", old.Document, new.Document)
	d.text("page", old.Page, new.Page)
	d.text("tableau", old.Table, new.Table)
	d.text("cellule", old.Cell, new.Cell)
}

// keptSource is the source that a rectified fact keeps.
func keptSource(old, new domain.Source) domain.Source {
	if new == (domain.Source{}) {
		return old
	}
	return new
}

// owners compares structures with their roles, whatever their order.
func (r *run) ownersDiffer(d *differences, day domain.Day, old, new []domain.Owner) error {
	if sameOwners(old, new) {
		return nil
	}
	tree, err := r.directory(day)
	if err == nil {
		d.text("structures", tree.Format(old), tree.Format(new))
	}
	return err
}

func sameOwners(a, b []domain.Owner) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(o domain.Owner) bool { return !slices.Contains(b, o) })
}

// rectify does what a row's differences from what is recorded ask: nothing
// where there are none; they are shown; and they are recorded as a
// rectification where the caller confirmed it.
func (r *run) rectify(it *item, d differences, record func() error) error {
	if len(d) == 0 {
		it.row.becomes(Already)
		return nil
	}
	it.row.Differences = append(it.row.Differences, d...)
	if r.options.Rectify == "" || it.row.Outcome == Asked {
		it.row.becomes(Differs)
		return nil
	}
	if err := record(); err != nil {
		return err
	}
	it.row.becomes(Rectifies)
	for _, one := range d {
		it.row.Steps = append(it.row.Steps, newStep("import.pas.rectification", "champ", one.Field, "ancien", one.Old, "nouveau", one.New, "motif", r.options.Rectify))
	}
	return nil
}
