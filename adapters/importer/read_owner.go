package importer

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/organization"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// NoStructure is the answer that a cell of structures names none: its words are
// then whom the recommendation addresses.
const NoStructure = "aucune"

// directory gives the tree of structures as it stands on a day.
func (r *run) directory(day domain.Day) (*wording.Directory, error) {
	if d := r.directories[day]; d != nil {
		return d, nil
	}
	var list []wording.Organization
	err := r.seeOn(day, func(v *register.View) error {
		for _, i := range v.Organizations() {
			o := v.Organization(i)
			above := ""
			if p := v.Parent(i); p != register.None {
				above = v.Organization(p).Acronym
			}
			list = append(list, wording.Organization{ID: organization.IDOf(o.Code), Parent: o.Parent, Name: o.Name, Acronyms: acronyms(o, above)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.directories[day] = wording.NewDirectory(list)
	return r.directories[day], nil
}

// acronyms are all by which tables write a structure: first the one by which
// paths are written; then, where that holds the acronym of the structure above
// ("INSTAT/DSDS"), what it adds; last its code. A structure without any is
// written by its name.
func acronyms(o *organization.State, above string) (all []string) {
	add := func(a string) {
		if a != "" && !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	add(o.Acronym)
	for _, a := range o.Others {
		add(a)
	}
	if own, below := strings.CutPrefix(o.Acronym, above+"/"); below && above != "" {
		add(own)
	}
	if len(all) > 0 {
		add(o.Code)
	}
	return all
}

// owners reads a cell of structures as the tree stands on day; none is set
// where it was decided that it names no structure. What is unsure is asked.
func (r *run) owners(it *item, column string, day domain.Day) (owners []domain.Owner, none bool, err error) {
	text := it.get(column)
	if text == "" {
		return nil, false, nil
	}
	d, err := r.directory(day)
	if err != nil {
		return nil, false, err
	}
	reading := d.Owners(text)
	q := ownersQuestion(d, column, text, reading)
	if a, decided := r.decisions.answer(keyOfQuestion(q)); decided {
		if wording.Fold(a.answer) == NoStructure {
			return nil, true, nil
		}
		owners, err := d.Parse(a.answer)
		if err != nil {
			return nil, false, a.refused(RefusedOwners)
		}
		return owners, false, nil
	}
	if reading.Sure {
		return reading.Owners, false, nil
	}
	r.ask(it, q)
	return nil, false, nil
}

// ownersQuestion offers every reading that the tree can hold, each written so
// that it reads back exactly.
func ownersQuestion(d *wording.Directory, column, text string, reading wording.OwnersReading) Question {
	q := Question{Field: column, Read: text, Code: AsksOwners}
	offer := func(owners []domain.Owner) {
		for i, o := range owners {
			if slices.ContainsFunc(owners[:i], func(p domain.Owner) bool { return p.Organization == o.Organization }) {
				return
			}
		}
		if path := d.Format(owners); path != "" && !slices.Contains(q.Choices, path) {
			q.Choices = append(q.Choices, path)
		}
	}
	var missing []string
	for _, c := range reading.Choices {
		missing = append(missing, c.Missing...)
		if len(c.Missing) > 0 {
			continue
		}
		for _, u := range reading.Unknown {
			for _, near := range u.Near {
				offer(append(slices.Clone(c.Owners), domain.Owner{Organization: near}))
			}
		}
		offer(c.Owners)
	}
	var unknown []string
	for _, u := range reading.Unknown {
		unknown = append(unknown, u.Text)
		if len(reading.Choices) == 0 {
			for _, near := range u.Near {
				offer([]domain.Owner{{Organization: near}})
			}
		}
	}
	q.Choices = append(q.Choices, NoStructure)
	q.Args = map[string]string{"inconnue": strings.Join(unknown, " | "), "manque": strings.Join(missing, ", ")}
	switch {
	case len(unknown) > 0:
		q.Code = AsksUnknownOwner
	case len(missing) > 0:
		q.Code = AsksMissingOwner
	}
	return q
}
