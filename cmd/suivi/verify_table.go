package main

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/integrity"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// settlements is about how often the register is settled while it is built as
// events come: after each event of a small log, now and then in a large one.
const settlements = 2000

// compareTables names the tables that come out otherwise when the register is
// built event by event than when it is built at once. The problems of r get
// their references.
func compareTables(ctx context.Context, log ledger.EventLog, registry *event.Registry, r *integrity.Report, tick func(int)) ([]string, error) {
	rebuilt := runner.New(log, registry)
	if err := rebuilt.CatchUp(ctx, nil); err != nil {
		return nil, err
	}
	grown := register.New()
	step, n := r.Events/settlements+1, 0
	for rec, err := range ledger.ReadOwn(ctx, log, event.Position{}) {
		if err != nil {
			return nil, err
		}
		e, err := registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		if err := grown.Apply(e); err != nil {
			return nil, err
		}
		if n++; n%step == 0 {
			grown.Settle()
			tick(n)
		}
	}
	grown.Settle()
	if tick != nil {
		tick(n)
	}
	var want, got map[string][]byte
	err := rebuilt.Register().Query(ctx, register.Moment{}, func(v *register.View) (err error) {
		for i, p := range r.Problems {
			if _, id, found := strings.Cut(p.Stream, "-"); found {
				if name := v.NameOf(id); name != id {
					r.Problems[i].Reference = name
				}
			}
		}
		want, err = tablesOf(v)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = grown.Query(ctx, register.Moment{}, func(v *register.View) (err error) {
		got, err = tablesOf(v)
		return err
	})
	var different []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !bytes.Equal(want[name], got[name]) {
			different = append(different, name)
		}
	}
	return different, err
}

// tablesOf writes every table of a view, by the command that shows it.
func tablesOf(v *register.View) (map[string][]byte, error) {
	all := map[string][]byte{}
	add := func(name string, rows any, err error) error {
		if err != nil {
			return err
		}
		all[name], err = json.Marshal(rows, json.Deterministic(true))
		return err
	}
	for _, s := range v.Sessions() {
		reference := v.SessionReference(s)
		if err := add("followup "+reference, followup.Of(v, s), nil); err != nil {
			return nil, err
		}
		if err := add("carryover "+reference, carryover.Of(v, s), nil); err != nil {
			return nil, err
		}
	}
	owed, err := owing.Of(v, register.None)
	if err := add("owing", owed, err); err != nil {
		return nil, err
	}
	items, err := openitems.ListOf(v, register.AnyFilter(), register.Page{})
	if err := add("list recommendations", items, err); err != nil {
		return nil, err
	}
	amiss, err := audit.Of(v, register.AnyFilter(), register.Page{})
	if err := add("audit", amiss, err); err != nil {
		return nil, err
	}
	for name, rows := range map[string]any{"counts": openitems.Of(v), "list sessions": v.DescribeSessions(), "list forums": v.DescribeForums(), "list structures": v.DescribeOrganizations()} {
		if err := add(name, rows, nil); err != nil {
			return nil, err
		}
	}
	return all, nil
}
