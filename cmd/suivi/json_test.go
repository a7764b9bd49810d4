package main

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"suivi/adapters/desk"
	"suivi/adapters/export/text"
	"suivi/domain/access"
	"suivi/domain/glossary"
	"suivi/projections/history"
	"suivi/projections/report"
)

// What a client reads back from JSON prints as what was asked here.
func TestEveryTableOfTheExamplePrintsTheSameOnceReadBackFromJSON(t *testing.T) {
	folder := t.TempDir()
	if _, stderr, code := runCommand("example", "--data", folder); code != exitOK {
		t.Fatal(stderr)
	}
	a := &app{Process: Process{Now: func() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }}, settings: settings{data: folder, place: time.UTC}}
	h, err := a.openToRead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	b := readBack{t, h.desk}
	stream := func(s history.Stream, l glossary.Language) report.Document {
		return report.StreamHistory(s, l, time.UTC)
	}
	one := func(s history.History, l glossary.Language) report.Document { return report.History(s, l, time.UTC) }
	same(b, desk.Counts, desk.Counting{}, report.Counts)
	same(b, desk.Matrix, desk.Narrowed{}, report.Matrix)
	same(b, desk.Owing, desk.InForum{}, report.Owing)
	same(b, desk.Audit, desk.Narrowed{}, report.Audit)
	same(b, desk.Search, desk.Matching{Words: "formation"}, itemsOf)
	for _, i := range same(b, desk.Recommendations, desk.Narrowed{}, itemsOf).Items {
		same(b, desk.RecommendationHistory, desk.AboutOne{Ref: i.ID.String()}, one)
	}
	for _, s := range same(b, desk.Sessions, desk.AmongSessions{}, report.Sessions) {
		same(b, desk.FollowUp, desk.AboutOne{Ref: s.Reference}, report.FollowUp)
		same(b, desk.CarryOvers, desk.AboutOne{Ref: s.Reference}, report.CarryOver)
		same(b, desk.SessionHistory, desk.AboutOne{Ref: s.Reference}, stream)
	}
	for _, f := range same(b, desk.Forums, desk.AmongForums{}, report.Forums) {
		same(b, desk.ForumHistory, desk.AboutOne{Ref: f.Code}, stream)
	}
	for _, o := range same(b, desk.Organizations, desk.AmongOrganizations{}, report.Organizations) {
		same(b, desk.Debt, desk.NarrowedAbout{Ref: o.Code}, report.Debt)
		same(b, desk.OrganizationHistory, desk.AboutOne{Ref: o.Code}, stream)
	}
}

type readBack struct {
	*testing.T
	desk *desk.Desk
}

func same[Q desk.Question, T any](b readBack, table desk.Table[Q, T], q Q, document func(T, glossary.Language) report.Document) T {
	b.Helper()
	answer, _, err := desk.Ask(context.Background(), b.desk, access.Bearer{Scope: access.Read}, table, q)
	if err != nil {
		b.Fatalf("%s %+v: %v", table.Name, q, err)
	}
	data, err := json.Marshal(answer)
	var back T
	if err == nil {
		err = json.Unmarshal(data, &back)
	}
	if err != nil {
		b.Fatalf("%s %+v: %v", table.Name, q, err)
	}
	for _, l := range []glossary.Language{glossary.French, glossary.English} {
		if want, got := printed(b, document(answer, l)), printed(b, document(back, l)); got != want {
			b.Errorf("%s %+v (-asked +read back):\n%s", table.Name, q, cmp.Diff(want, got))
		}
	}
	return answer
}

func printed(b readBack, d report.Document) string {
	var out bytes.Buffer
	if err := text.Render(&out, d, 100); err != nil {
		b.Fatal(err)
	}
	return out.String()
}
