package desk_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// TestWhatIsWrittenOfAnEventIsReadTheSame: a form that shows each field of an
// event, and is sent as it is, changes nothing of it.
func TestWhatIsWrittenOfAnEventIsReadTheSame(t *testing.T) {
	b := committee(t)
	piece, err := b.desk.Evidence.Keep(b.Context(), "note.pdf", strings.NewReader("%PDF-1.4"))
	if err != nil {
		t.Fatal(err)
	}
	ref, read := "CC.2023-1.1", desk.Effective{On: "2024-03-01"}
	b.record("CC.2024-1", desk.Carry{Recommendation: ref, Listing: desk.Listing{Number: "1", Text: "Former tous les agents", Due: "première quinzaine de décembre"}})
	b.record(ref, desk.Examine{Effective: read, State: "en_cours", Words: "Deux\nsur trois", Observation: "faute de moyens", SeenOn: "du 6 au 10 mai 2023"})
	b.record(ref, desk.Declare{Effective: read, Organization: "DRH", State: "executee", Words: "fait", Evidence: []recommendation.Evidence{piece}})
	b.record(ref, desk.SetDueDate{Effective: read, Due: "dans les délais requis", Reason: "demandé"})
	b.record(ref, desk.Reassign{Effective: read, Owners: []string{"DRH (associée) + CPS"}})
	b.record(ref, desk.Attach{Effective: read, Evidence: piece, Words: "la note"})
	b.record(ref, desk.Link{Effective: read, Kind: "issue_de", To: "CC.2023-1.2"})
	b.record(ref, desk.Class{Effective: read, Motive: "sans_objet"})
	b.record("CC.2023-1.3", desk.Absorb{Effective: read, Survivor: "CC.2023-1.2", Kind: "doublon"})
	seen := 0
	for rec, err := range b.desk.Ledger.Log.Read(b.Context(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		e, err := b.desk.Ledger.Registry.Decode(rec)
		if err != nil {
			t.Fatal(err)
		}
		if _, is := e.Payload.(recommendation.Event); !is {
			continue
		}
		fields := map[string]string{}
		err = b.desk.Runner.Register().Query(register.Moment{}, func(v *register.View) error {
			for _, f := range desk.Correctable(v, e.Payload) {
				fields[f.Name] = f.Value
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen++
		receipt, err := b.desk.Record(b.Context(), b.order(), e.ID.String(), desk.Rectify{Fields: fields, Reason: "relue"})
		if err != nil {
			t.Errorf("%s: %v", rec.Type, err)
			continue
		}
		for _, id := range receipt.Events {
			r, _ := b.event(id).(recommendation.Rectified)
			t.Errorf("%s is read otherwise: %s", rec.Type, cmp.Diff(e.Payload, event.Payload(r.Instead)))
		}
	}
	if seen < 12 {
		t.Errorf("only %d events", seen)
	}
}
