package desk_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/fault"
)

// pages asks a table stretch by stretch, and what happens in between.
func pages[Q desk.Question, R any](b *town, t desk.Table[Q, []R], page func(cursor string) Q, between func()) (all []R) {
	b.Helper()
	for cursor := ""; ; {
		rows, seen, err := desk.Ask(b.Context(), b.desk, secretariat, t, page(cursor))
		if err != nil {
			b.Fatal(err)
		}
		if all = append(all, rows...); seen.Next == "" {
			return all
		}
		cursor = seen.Next
		between()
	}
}

func TestAListReadPageByPageLosesAndDoublesNothingWhileOthersRecord(t *testing.T) {
	b := committee(t)
	for n := range 5 {
		b.record("", desk.PlanSession{Forum: "CC", Code: fmt.Sprintf("B%d", n), Expected: "mars 2025"})
	}
	var before []string
	for _, r := range ask(b, desk.Sessions, desk.AmongSessions{}) {
		before = append(before, r.Reference)
	}
	n := 0
	var seen []string
	for _, r := range pages(b, desk.Sessions, func(cursor string) desk.AmongSessions {
		return desk.AmongSessions{Page: desk.Page{Limit: 2, Cursor: cursor}}
	}, func() {
		n++
		b.record("", desk.PlanSession{Forum: "CC", Code: fmt.Sprintf("A%d", n), Expected: "janvier 2020"})
	}) {
		if slices.Contains(seen, r.Reference) {
			t.Errorf("%s twice", r.Reference)
		}
		seen = append(seen, r.Reference)
	}
	for _, name := range before {
		if !slices.Contains(seen, name) {
			t.Errorf("%s was lost: %v", name, seen)
		}
	}
	structures := pages(b, desk.Organizations, func(cursor string) desk.AmongOrganizations {
		return desk.AmongOrganizations{Page: desk.Page{Limit: 1, Cursor: cursor}}
	}, func() { b.record("", desk.CreateOrganization{Code: fmt.Sprintf("AA%d", b.commands), Name: "Autre"}) })
	if len(structures) != 3 || structures[0].Code != "CPS" || structures[2].Code != "MAECI" {
		t.Errorf("%+v", structures)
	}
}

func TestOneSessionForumOrStructureIsTheRowOfItsList(t *testing.T) {
	b := committee(t)
	if one, all := ask(b, desk.Session, about("cc 2024/1")), ask(b, desk.Sessions, desk.AmongSessions{Stage: "tenue"}); !reflect.DeepEqual(one, all[0]) || one.Version == nil {
		t.Errorf("%+v, listed as %+v", one, all[0])
	}
	if one, all := ask(b, desk.Forum, about("cc")), ask(b, desk.Forums, desk.AmongForums{}); !reflect.DeepEqual(one, all[0]) || one.Version == nil {
		t.Errorf("%+v, listed as %+v", one, all[0])
	}
	if one, all := ask(b, desk.Organization, about("MAECI > DRH")), ask(b, desk.Organizations, desk.AmongOrganizations{Parent: "MAECI"}); !reflect.DeepEqual(one, all[0]) || one.Version == nil {
		t.Errorf("%+v, listed as %+v", one, all[0])
	}
}

func TestSessionsAreNarrowed(t *testing.T) {
	b := committee(t)
	b.record("", desk.CreateForum{Code: "RBC", Name: "Revue"})
	b.record("", desk.PlanSession{Forum: "RBC", Code: "1", Exercise: 2023, Expected: "mars 2024"})
	b.record("", desk.PlanSession{Forum: "RBC", Code: "2", Expected: "mars 2025"})
	for name, c := range map[string]struct {
		q    desk.AmongSessions
		want []string
	}{
		"by forum":                        {desk.AmongSessions{Forum: "rbc"}, []string{"RBC.1", "RBC.2"}},
		"by exercise, declared or not":    {desk.AmongSessions{Exercise: 2023}, []string{"CC.2023-1", "RBC.1"}},
		"by the year that is expected":    {desk.AmongSessions{Exercise: 2025}, []string{"RBC.2"}},
		"those held":                      {desk.AmongSessions{Stage: "tenue"}, []string{"CC.2024-1"}},
		"those closed in a forum without": {desk.AmongSessions{Forum: "RBC", Stage: "close"}, nil},
	} {
		var got []string
		for _, r := range ask(b, desk.Sessions, c.q) {
			got = append(got, r.Reference)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAListThatIsMisaskedSaysWhere(t *testing.T) {
	b := committee(t)
	for place, q := range map[string]desk.AmongSessions{
		"cadre": {Forum: "ZZ"}, "etape": {Stage: "finie"}, "limite": {Page: desk.Page{Limit: -1}}, "curseur": {Page: desk.Page{Cursor: "ZZ"}}, "au": {Moment: desk.Moment{AsOf: "hier"}},
		"connu_le": {Moment: desk.Moment{KnownAt: "@hier"}}, "aujourdhui": {Moment: desk.Moment{Today: "demain"}}, "apres": {Moment: desk.Moment{After: "99999"}},
	} {
		_, _, err := desk.Ask(t.Context(), b.desk, secretariat, desk.Sessions, q)
		if f, is := err.(*fault.Fault); !is || f.Place != place {
			t.Errorf("%s: %v", place, err)
		}
	}
}
