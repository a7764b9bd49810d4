package importer

import (
	"cmp"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// allForums creates every forum before it records any rule, since rules name
// forums in both directions.
func (r *run) allForums() error {
	ordered, circle := upperFirst(r.items[Forums], "parent")
	if err := r.refuseCircle(circle, "cadre "); err != nil {
		return err
	}
	for _, it := range ordered {
		keys := []string{"cadre " + it.get("code")}
		if err := r.do(it.row, keys, func() error { return r.createForum(it) }); err != nil {
			return err
		}
	}
	for _, it := range r.items[Forums] {
		if it.row.Outcome == Refused || it.row.Outcome == Waits {
			continue
		}
		keys := []string{"cadre " + it.get("code")}
		if err := r.do(it.row, keys, func() error { return r.forumRule(it) }); err != nil {
			return err
		}
	}
	return nil
}

// forumNamed gives the forum whose code a cell holds.
func (r *run) forumNamed(column, code string) (domain.ForumID, error) {
	if err := r.waits("cadre " + code); err != nil {
		return domain.ForumID{}, err
	}
	err := r.see(func(v *register.View) error {
		_, err := v.FindForum(code)
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		err = fault.New(fault.NotFound, RefusedUnknownParent, "lu", code, "colonne", column).At(column)
	}
	return forum.IDOf(code), err
}

func (r *run) forumsNamed(it *item, column string) (ids []domain.ForumID, err error) {
	for _, code := range it.list(column) {
		id, err := r.forumNamed(column, code)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (r *run) createForum(it *item) error {
	code, err := it.need("code")
	if err != nil {
		return err
	}
	it.row.Subject = code
	var parent domain.ForumID
	above := it.get("parent")
	if above != "" && above != root {
		if parent, err = r.forumNamed("parent", above); err != nil {
			return err
		}
	}
	facts, err := effective[forum.Event](r.ctx, r.book.Ledger, forum.Stream(forum.IDOf(code)))
	if err != nil {
		return err
	}
	made, was, exists := lastOf(facts, every[forum.Created])
	want := forum.Created{Code: code, Name: it.get("nom"), Kind: it.get("genre"), Parent: parent, Source: it.source()}
	if !exists {
		if err := r.onForum(code, 1, forum.Record{On: 1, Event: want}); err != nil {
			return err
		}
		it.row.records("import.pas.cadre_cree", "code", code, "nom", want.Name)
		return nil
	}
	on, err := r.since(it)
	if err != nil {
		return err
	}
	st := forum.Fold(facts, 0, on)
	was.Name, was.Parent = cmp.Or(st.Name, was.Name), st.Parent
	if above == "" {
		want.Parent = was.Parent
	}
	want.Name, want.Kind = cmp.Or(want.Name, was.Name), cmp.Or(want.Kind, was.Kind)
	it.row.becomes(Already)
	if on > 1 {
		return r.changeForum(it, code, on, was, want)
	}
	return r.correctForum(it, code, made, was, want)
}

func (r *run) changeForum(it *item, code string, on domain.Day, was, want forum.Created) error {
	if want.Name != was.Name {
		if err := r.onForum(code, on, forum.Record{On: on, Event: forum.Renamed{Name: want.Name, Source: it.source()}}); err != nil {
			return err
		}
		it.row.records("import.pas.cadre_renomme", "code", code, "nom", want.Name, "jour", on.String())
	}
	if want.Parent != was.Parent {
		if err := r.onForum(code, on, forum.Record{On: on, Event: forum.Reparented{Parent: want.Parent, Source: it.source()}}); err != nil {
			return err
		}
		it.row.records("import.pas.cadre_rattache", "code", code, "parent", it.get("parent"), "jour", on.String())
	}
	return nil
}

// correctForum compares a line with how the forum was made. Where it was read
// is that of the first line: later ones tell of its leads and rules.
func (r *run) correctForum(it *item, code string, made event.Fact[forum.Event], was, want forum.Created) error {
	want.Source = was.Source
	var d differences
	d.text("nom", was.Name, want.Name)
	d.text("genre", was.Kind, want.Kind)
	if was.Parent != want.Parent {
		d.text("parent", r.forumCode(was.Parent), it.get("parent"))
	}
	return r.rectify(it, d, func() error { return r.correctForumFact(code, made, want) })
}

func (r *run) forumCode(id domain.ForumID) (code string) {
	if id.IsZero() {
		return root
	}
	_ = r.see(func(v *register.View) error {
		if f, err := v.FindForum(id.String()); err == nil {
			code = v.Forum(f).Code
		}
		return nil
	})
	return code
}
