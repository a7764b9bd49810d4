package importer

import (
	"cmp"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// allForums creates every forum before it records any rule, since rules name
// forums in both directions.
func (r *run) allForums() error {
	for _, it := range upperFirst(r.items[Forums], "parent") {
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
	made, was, exists := lastOf(facts, any2[forum.Created])
	want := forum.Created{Code: code, Name: it.get("nom"), Kind: it.get("genre"), Parent: parent, Source: it.source()}
	if !exists {
		if err := r.onForum(code, 1, want); err != nil {
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
		if err := r.onForum(code, on, forum.Renamed{Name: want.Name}); err != nil {
			return err
		}
		it.row.records("import.pas.cadre_renomme", "code", code, "nom", want.Name, "jour", on.String())
	}
	if want.Parent != was.Parent {
		if err := r.onForum(code, on, forum.Reparented{Parent: want.Parent}); err != nil {
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

func (r *run) onForum(code string, on domain.Day, e forum.Event) error {
	c := forum.Record{On: on, Event: e}
	m, err := r.meta(on, forum.Stream(forum.IDOf(code)), c)
	if err != nil {
		return err
	}
	_, err = r.book.Ledger.Forum(r.ctx, m, code, c)
	return r.appended(err)
}

// forumRule records the secretariat, the lead of a year and the rule that a
// line gives, from its day on.
func (r *run) forumRule(it *item) error {
	code := it.get("code")
	on, err := r.since(it)
	if err != nil {
		return err
	}
	facts, err := effective[forum.Event](r.ctx, r.book.Ledger, forum.Stream(forum.IDOf(code)))
	if err != nil {
		return err
	}
	st := forum.Fold(facts, 0, on)
	if words := it.get("secretariat"); words != "" && words != st.Secretariat.Words {
		var d differences
		d.text("secretariat", st.Secretariat.Words, words)
		same, _, _ := lastOf(facts, func(forum.SecretariatNamed) bool { return true })
		if err := r.forumFact(it, code, on, same, forum.SecretariatNamed{Words: words}, d); err != nil {
			return err
		}
	}
	if err := r.forumLead(it, code, on, facts); err != nil {
		return err
	}
	return r.setRule(it, code, on, facts, st.Rule)
}

// forumFact records what a line says of a forum from a day on. Where same, the
// last fact of its kind, holds from the very same day, the line corrects it.
func (r *run) forumFact(it *item, code string, on domain.Day, same event.Fact[forum.Event], e forum.Event, d differences) error {
	if same.Event != nil && same.Day == on {
		return r.rectify(it, d, func() error {
			return r.correctForumFact(code, same, e)
		})
	}
	it.row.records("import.pas.cadre_precise", "code", code, "champ", d[0].Field, "nouveau", d[0].New)
	return r.onForum(code, on, e)
}

func (r *run) correctForumFact(code string, was event.Fact[forum.Event], instead forum.Event) error {
	c := forum.Rectify{Corrects: was.ID, Instead: instead, Reason: r.options.Rectify}
	m, err := r.meta(was.Day, forum.Stream(forum.IDOf(code)), c)
	if err == nil {
		_, err = r.book.Ledger.Forum(r.ctx, m, code, c)
	}
	return r.appended(err)
}

func (r *run) forumLead(it *item, code string, on domain.Day, facts []forum.Fact) error {
	words := it.get("chef_de_file")
	year := 0
	if text := it.get("annee"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1900 || n > 2200 {
			return invalid("annee", RefusedNumber, "lu", text, "raison", "annee")
		}
		year = n
	}
	if words == "" {
		return nil
	}
	same, was, _ := lastOf(facts, func(l forum.LeadNamed) bool { return l.Year == year })
	if was.Words == words {
		return nil
	}
	if year != 0 {
		on = max(on, domain.MustDay(year, 1, 1))
	}
	var d differences
	d.text("chef_de_file", was.Words, words)
	return r.forumFact(it, code, on, same, forum.LeadNamed{Year: year, Words: words}, d)
}

// setRule records the rule that a line's cells make of the one in force: an
// empty cell changes nothing.
func (r *run) setRule(it *item, code string, on domain.Day, facts []forum.Fact, was forum.Rule) error {
	want := was
	examines, err := word(it, "examine", forum.PreviousLists, forum.AllOpen, forum.Nothing)
	if err != nil {
		return err
	}
	said, err := word(it, "parole_retenue", forum.WordOfSession, forum.WordOfOwners)
	if err != nil {
		return err
	}
	lists, err := it.count("listes")
	if err != nil {
		return err
	}
	followed, err := r.forumsNamed(it, "cadres_suivis")
	if err != nil {
		return err
	}
	carriers, err := r.forumsNamed(it, "reconduction_par")
	if err != nil {
		return err
	}
	want.Periodicity = cmp.Or(it.get("periodicite"), was.Periodicity)
	want.Examines, want.Word = cmp.Or(examines, was.Examines), cmp.Or(said, was.Word)
	want.Theme = cmp.Or(it.get("theme"), was.Theme)
	if lists != nil {
		want.Lists = *lists
	}
	if len(followed) > 0 {
		want.Forums = followed
	}
	if len(carriers) > 0 {
		want.CarriedOverBy = carriers
	}
	var d differences
	d.text("periodicite", was.Periodicity, want.Periodicity)
	d.text("examine", string(was.Examines), string(want.Examines))
	d.text("listes", itoa(was.Lists), itoa(want.Lists))
	d.text("cadres_suivis", r.forumCodes(was.Forums), r.forumCodes(want.Forums))
	d.text("theme", was.Theme, want.Theme)
	d.text("parole_retenue", string(was.Word), string(want.Word))
	d.text("reconduction_par", r.forumCodes(was.CarriedOverBy), r.forumCodes(want.CarriedOverBy))
	if len(d) == 0 {
		return nil
	}
	want.Source = it.source()
	same, _, _ := lastOf(facts, func(forum.RuleSet) bool { return true })
	return r.forumFact(it, code, on, same, forum.RuleSet{Rule: want}, d)
}

func (r *run) forumCodes(ids []domain.ForumID) string {
	var codes []string
	for _, id := range ids {
		codes = append(codes, r.forumCode(id))
	}
	return strings.Join(codes, ", ")
}
