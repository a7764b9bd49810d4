package projectiontest

import (
	"context"
	"encoding/json"
	"regexp"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/history"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
)

// Tables are tables by name, each as the JSON that people are sent.
type Tables map[string]string

// version is how JSON tells that of a stream.
var version = regexp.MustCompile(`\n *"version": -?[0-9]+,`)

// Everything is all that the projections say in a view; log is where
// histories are read. The log's position, the versions of streams and the day as
// of which counts are asked, which tell two equal ledgers apart, are left out.
func Everything(t TB, v *register.View, log ledger.EventLog) Tables {
	t.Helper()
	all := Tables{}
	put := func(name string, table any, err error) {
		t.Helper()
		if err == nil {
			var b []byte
			b, err = json.MarshalIndent(table, "", " ")
			all[name] = version.ReplaceAllString(string(b), "")
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	counts := openitems.Of(v)
	counts.Position, counts.AsOf = event.Position{}, 0
	put("counts", counts, nil)
	every := register.AnyFilter()
	list, err := openitems.ListOf(v, every, register.Page{})
	put("list", list, err)
	matrix, err := carryover.MatrixOf(v, every, register.Page{})
	put("matrix", matrix, err)
	report, err := audit.Of(v, every, register.Page{})
	put("audit", report, err)
	put("forums", v.DescribeForums(), nil)
	put("structures", v.DescribeOrganizations(), nil)
	put("sessions", v.DescribeSessions(), nil)
	owed, err := owing.Of(v, register.None)
	put("owing", owed, err)
	for _, f := range v.ForumsByCode() {
		owed, err := owing.Of(v, f)
		put("owing "+v.Forum(f).Code, owed, err)
	}
	for _, s := range v.Sessions() {
		put("followup "+v.SessionReference(s), followup.Of(v, s), nil)
		put("carryover "+v.SessionReference(s), carryover.Of(v, s), nil)
	}
	for _, word := range []string{"form", "agent", "e", "a c"} {
		f := every
		f.Words = word
		found, err := openitems.ListOf(v, f, register.Page{})
		put("search "+word, found, err)
	}
	rows, _, err := v.List(every, register.Page{})
	for _, i := range rows {
		h, err := history.Of(context.Background(), log, ledger.NewRegistry(), v, i)
		put("history "+v.ID(i).String(), h, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}
