package importer

import (
	"cmp"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
)

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
		if err := r.forumFact(it, code, on, same, forum.SecretariatNamed{Words: words, Source: it.source()}, d); err != nil {
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
	return r.onForum(code, on, forum.Record{On: on, Event: e})
}

func (r *run) correctForumFact(code string, was event.Fact[forum.Event], instead forum.Event) error {
	return r.onForum(code, was.Day, forum.Rectify{Corrects: was.ID, Instead: instead, Reason: r.options.Rectify})
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
	return r.forumFact(it, code, on, same, forum.LeadNamed{Year: year, Words: words, Source: it.source()}, d)
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
