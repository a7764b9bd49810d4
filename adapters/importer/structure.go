package importer

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/organization"
	"suivi/projections/register"
)

// root is how a table says that something has nothing above it.
const root = "-"

// allStructures records the structures, those above before those below,
// whatever the order of the rows.
func (r *run) allStructures() error {
	ordered, circle := upperFirst(r.items[Structures], "parent", "successeur")
	for _, it := range ordered {
		code := it.get("code")
		if err := r.do(it.row, []string{"structure " + code}, func() error { return r.structure(it) }); err != nil {
			return err
		}
	}
	return r.refuseCircle(circle, "structure ")
}

// RefusedUnknownParent: a code that no structure or forum has.
const RefusedUnknownParent = "import.code_inconnu"

// structure creates a structure, or records what changed from a day on.
func (r *run) structure(it *item) error {
	code, err := it.need("code")
	if err != nil {
		return err
	}
	it.row.Subject = code
	on, err := r.since(it)
	if err != nil {
		return err
	}
	parent, err := r.structureNamed(it, "parent")
	if err != nil {
		return err
	}
	successor, err := r.structureNamed(it, "successeur")
	if err != nil {
		return err
	}
	stream := organization.Stream(organization.IDOf(code))
	facts, err := effective[organization.Event](r.ctx, r.book.Ledger, stream)
	if err != nil {
		return err
	}
	made, was, exists := lastOf(facts, every[organization.Created])
	want := organization.Created{
		Code: code, Names: organization.Names{Name: it.get("nom"), Acronym: it.get("sigle"), Others: it.list("autres_sigles")},
		Parent: parent, Kind: it.get("genre"), Source: it.source(),
	}
	switch {
	case !exists:
		if err := r.onOrganization(code, on, organization.Record{On: on, Event: want}); err != nil {
			return err
		}
		it.row.records("import.pas.structure_creee", "code", code, "nom", want.Name)
	case it.get("valide_du") == "" || on == made.Day:
		if err := r.correctStructure(it, code, made, was, want); err != nil {
			return err
		}
	default:
		if err := r.changeStructure(it, code, on, want); err != nil {
			return err
		}
	}
	if !successor.IsZero() {
		now := organization.Fold(facts, 0, 0)
		if now.Successor != successor {
			if err := r.onOrganization(code, on, organization.Record{On: on, Event: organization.Merged{Successor: successor, Source: it.source()}}); err != nil {
				return err
			}
			it.row.records("import.pas.structure_fusionnee", "code", code, "successeur", it.get("successeur"), "jour", on.String())
		}
	}
	it.row.becomes(Already)
	return nil
}

// structureNamed gives the structure whose code a cell holds, zero for none.
func (r *run) structureNamed(it *item, column string) (domain.OrganizationID, error) {
	code := it.get(column)
	if code == "" || code == root {
		return domain.OrganizationID{}, nil
	}
	if err := r.waits("structure " + code); err != nil {
		return domain.OrganizationID{}, err
	}
	known := false
	err := r.see(func(v *register.View) error {
		known = slices.ContainsFunc(v.Organizations(), func(o register.OrganizationIndex) bool { return v.Organization(o).Code == code })
		return nil
	})
	if err == nil && !known {
		err = fault.New(fault.NotFound, RefusedUnknownParent, "lu", code, "colonne", column).At(column)
	}
	return organization.IDOf(code), err
}

// correctStructure compares a line that holds since the structure was made with
// what was recorded of that. An empty cell says nothing.
func (r *run) correctStructure(it *item, code string, made event.Fact[organization.Event], was, want organization.Created) error {
	if want.Name == "" {
		want.Name = was.Name
	}
	if want.Acronym == "" {
		want.Acronym = was.Acronym
	}
	if len(want.Others) == 0 {
		want.Others = was.Others
	}
	if want.Kind == "" {
		want.Kind = was.Kind
	}
	if want.Parent.IsZero() && it.get("parent") != root {
		want.Parent = was.Parent
	}
	if want.Source == (domain.Source{}) {
		want.Source = was.Source
	}
	var d differences
	d.text("nom", was.Name, want.Name)
	d.text("sigle", was.Acronym, want.Acronym)
	d.text("autres_sigles", strings.Join(was.Others, ", "), strings.Join(want.Others, ", "))
	d.text("genre", was.Kind, want.Kind)
	if was.Parent != want.Parent {
		d.text("parent", r.codeOf(was.Parent), r.codeOf(want.Parent))
	}
	d.source(was.Source, want.Source)
	return r.rectify(it, d, func() error {
		return r.onOrganization(code, made.Day, organization.Rectify{Corrects: made.ID, Instead: want, Reason: r.options.Rectify})
	})
}

func (r *run) codeOf(id domain.OrganizationID) (code string) {
	if id.IsZero() {
		return root
	}
	_ = r.see(func(v *register.View) error {
		for _, o := range v.Organizations() {
			if organization.IDOf(v.Organization(o).Code) == id {
				code = v.Organization(o).Code
			}
		}
		return nil
	})
	return code
}

// changeStructure records what a line changes from its day on.
func (r *run) changeStructure(it *item, code string, on domain.Day, want organization.Created) error {
	facts, err := effective[organization.Event](r.ctx, r.book.Ledger, organization.Stream(organization.IDOf(code)))
	if err != nil {
		return err
	}
	st := organization.Fold(facts, 0, on)
	names := st.Names
	if want.Name != "" {
		names.Name = want.Name
	}
	if want.Acronym != "" {
		names.Acronym = want.Acronym
	}
	if len(want.Others) > 0 {
		names.Others = want.Others
	}
	if names.Name != st.Name || names.Acronym != st.Acronym || !slices.Equal(names.Others, st.Others) {
		var d differences
		d.text("nom", st.Name, names.Name)
		d.text("sigle", st.Acronym, names.Acronym)
		d.text("autres_sigles", strings.Join(st.Others, ", "), strings.Join(names.Others, ", "))
		same, _, _ := lastOf(facts, func(organization.Renamed) bool { return true })
		if err := r.structureFact(it, code, on, same, organization.Renamed{Names: names, Source: it.source()}, d); err != nil {
			return err
		}
	}
	if parent := it.get("parent"); parent != "" && want.Parent != st.Parent {
		var d differences
		d.text("parent", r.codeOf(st.Parent), parent)
		same, _, _ := lastOf(facts, func(organization.Reparented) bool { return true })
		return r.structureFact(it, code, on, same, organization.Reparented{Parent: want.Parent, Source: it.source()}, d)
	}
	return nil
}

// structureFact records what a line says of a structure from a day on. Where
// same, the last fact of its kind, holds from the very same day, the line
// corrects it.
func (r *run) structureFact(it *item, code string, on domain.Day, same event.Fact[organization.Event], e organization.Event, d differences) error {
	if same.Event != nil && same.Day == on {
		return r.rectify(it, d, func() error {
			return r.onOrganization(code, on, organization.Rectify{Corrects: same.ID, Instead: e, Reason: r.options.Rectify})
		})
	}
	it.row.records("import.pas.structure_change", "code", code, "champ", d[0].Field, "nouveau", d[0].New, "jour", on.String())
	return r.onOrganization(code, on, organization.Record{On: on, Event: e})
}
