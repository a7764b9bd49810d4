package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// TestWhatIsWrittenOfAnEventIsReadTheSame: a form that shows each field of an
// event, and is sent as it is, changes nothing of it.
func TestWhatIsWrittenOfAnEventIsReadTheSame(t *testing.T) {
	b := busy(t)
	seen := map[event.Type]bool{}
	for _, e := range b.recordedFacts() {
		fields := map[string]string{}
		err := b.desk.Runner.Register().Query(t.Context(), register.Moment{}, func(v *register.View) error {
			for _, f := range desk.Correctable(v, e.Payload) {
				fields[f.Name] = f.Value
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen[e.Payload.EventType()] = true
		receipt, err := b.desk.Record(b.Context(), b.order(), e.ID.String(), desk.Rectify{Fields: fields, Reason: "relue"})
		if err != nil {
			t.Errorf("%s: %v", e.Payload.EventType(), err)
			continue
		}
		for _, id := range receipt.Events {
			t.Errorf("%s is read otherwise: %s", e.Payload.EventType(), cmp.Diff(e.Payload, b.event(id)))
		}
	}
	if len(seen) < 27 {
		t.Errorf("only %d types of events", len(seen))
	}
}

// TestWhatIsSaidNeverToHaveHappenedIsTakenBackAsItWas: of whatever thing, with
// the reason alone; what others hang on is not said never to have happened.
func TestWhatIsSaidNeverToHaveHappenedIsTakenBackAsItWas(t *testing.T) {
	b := busy(t)
	restored, kept := map[event.Type]bool{}, map[string]bool{}
	for _, e := range slices.Backward(b.recordedFacts()) {
		kind, id := e.Payload.EventType(), e.ID.String()
		if _, err := b.desk.Record(b.Context(), b.order(), id, desk.Rectify{Void: true, Reason: "essai"}); err != nil {
			if code := fault.CodeOf(err); strings.HasSuffix(code, ".en_usage") {
				kept[code] = true
			} else {
				t.Errorf("%s: %v", kind, err)
			}
			continue
		}
		before := b.head()
		order := b.order()
		receipt, err := b.desk.Record(b.Context(), order, id, desk.Rectify{Reason: "si"})
		if err != nil {
			t.Errorf("%s is not taken back: %v", kind, err)
			continue
		}
		if again, err := b.desk.Record(b.Context(), order, id, desk.Rectify{Reason: "si"}); err != nil || !slices.Equal(again.Events, receipt.Events) {
			t.Errorf("%s taken back twice: %+v %v", kind, again, err)
		}
		if before == b.head() || !strings.HasSuffix(receipt.Said, " vaut de nouveau") {
			t.Errorf("%s: %+v", kind, receipt)
		}
		for _, id := range receipt.Events {
			if now := insteadOf(b.event(id)); !event.Same(now, e.Payload) {
				t.Errorf("%s is read otherwise: %s", kind, cmp.Diff(e.Payload, now))
			}
		}
		b.refuses(id, desk.Rectify{Reason: "si"}, "commande.rien_a_rectifier", "")
		restored[kind] = true
	}
	if len(restored) < 27 || len(kept) != 3 {
		t.Errorf("only %d types of events, and %v", len(restored), kept)
	}
}

func insteadOf(p event.Payload) event.Payload {
	if r, is := p.(recommendation.Rectified); is {
		return r.Instead
	}
	return p.(event.Correcting).Correcting().Instead
}

// recordedFacts are all that is recorded, but for inscriptions: what follows
// from one is rectified.
func (b *town) recordedFacts() (all []event.Envelope) {
	b.Helper()
	for rec, err := range b.desk.Ledger.Log.Read(b.Context(), event.Position{}) {
		if err != nil {
			b.Fatal(err)
		}
		e, err := b.desk.Ledger.Registry.Decode(rec)
		if err != nil {
			b.Fatal(err)
		}
		if _, is := e.Payload.(session.Inscribed); !is {
			all = append(all, e)
		}
	}
	return all
}

// busy is a committee of which every type of event is recorded.
func busy(t *testing.T) *town {
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
	b.record("", desk.CreateForum{Code: "SEUL", Name: "Cadre sans session"})
	b.record("", desk.CreateForum{Code: "RC", Name: "Revue conjointe", Parent: "CC"})
	b.record("RC", desk.RenameForum{Name: "Revue budgétaire conjointe"})
	b.record("RC", desk.AttachForum{Parent: desk.NoParent})
	b.record("RC", desk.NameSecretariat{Organization: "CPS", Words: "la CPS"})
	b.record("RC", desk.NameLead{Year: 2024, Words: "le ministre"})
	b.record("RC", desk.NameLead{Words: "le ministre"})
	all, owners, two := "tout_ouvert", "declarations", []string{"CC", "RC"}
	b.record("RC", desk.SetRule{Examines: &all, Word: &owners, Forums: &two, CarriedOverBy: &two})
	b.record("", desk.CreateOrganization{Code: "CEL", Name: "Cellule d'appui", Acronym: "CA", Kind: "projet"})
	b.record("CEL", desk.RenameOrganization{Name: "Cellule", Others: &two})
	b.record("CEL", desk.AttachOrganization{Parent: "MAECI"})
	b.record("CEL", desk.MergeOrganization{Successor: "DRH"})
	b.record("", desk.PlanSession{Forum: "RC", Code: "T", Expected: "janvier 2023", Phase: "technique", Precedes: "CC.2023-1"})
	b.record("", desk.PlanSession{Forum: "RC", Code: "P", Expected: "1er mars 2023", Phase: "politique", Kind: "extraordinaire", Validates: "RC.T", Joint: []string{"CC.2023-1", "CC.2024-1"}})
	b.record("RC.P", desk.PostponeSession{Expected: "mars 2024", Reason: "salle prise"})
	b.record("RC.P", desk.CancelSession{Reason: "crédits gelés"})
	b.record("CC.2024-1", desk.FixList{Items: []string{"CC.2023-1.2", ref}})
	total := 4
	b.record("CC.2024-1", desk.DeclareTotals{Effective: read, Subject: "examinées", Total: &total, Rates: []session.Rate{{Name: "taux_cumule", Printed: "60,00 %"}}})
	b.record("CC.2024-1", desk.CloseSession{Effective: read, Validated: "février 2024", By: "le comité"})
	return b
}

// TestWhatASessionFixedAndAReportPrintedIsRectified: a list by references, one
// of which keeps its numéro there, and each rate by its name.
func TestWhatASessionFixedAndAReportPrintedIsRectified(t *testing.T) {
	b := committee(t)
	fixed := b.record("CC.2024-1", desk.FixList{Items: []string{"CC.2023-1.1", "CC.2023-1.2"}}).Events[0].String()
	total := 5
	declared := b.record("CC.2024-1", desk.DeclareTotals{Subject: "examinées", Total: &total, Rates: []session.Rate{{Name: "taux_d_execution", Printed: "0,00 %"}, {Name: "taux_cumule", Printed: "6,00 %"}}}).Events[0].String()
	b.record(fixed, desk.Rectify{Fields: map[string]string{"points": "CC.2023-1.3; CC.2023-1.1"}, Reason: "mal lue"})
	if list := ask(b, desk.FollowUp, about("CC.2024-1")); len(list.Rows) != 2 || list.Rows[0].Number != "3" || list.Rows[1].Number != "1" {
		t.Errorf("%+v", list.Rows)
	}
	b.record(declared, desk.Rectify{Fields: map[string]string{"total": "", "taux.taux_cumule": "60,00 %", "taux.taux_d_execution": ""}, Reason: "mal lus"})
	for _, d := range ask(b, desk.FollowUp, about("CC.2024-1")).Declared {
		if d.Total != nil || len(d.Rates) != 1 || d.Rates[0].Name != "taux_cumule" || d.Rates[0].Printed != "60,00 %" {
			t.Errorf("%+v", d)
		}
	}
	b.refuses(fixed, desk.Rectify{Fields: map[string]string{"points": "CC.2023-1.3; CC.2023-1.9"}, Reason: "x"}, "recommandation.introuvable", "champs.points")
	b.refuses(fixed, desk.Rectify{Fields: map[string]string{"origine": "personne"}, Reason: "x"}, "option.illisible", "champs.origine")
	b.refuses(declared, desk.Rectify{Fields: map[string]string{"en_cours": "-9", "mots": "x"}, Reason: "x"}, session.InvalidTotals, "champs.en_cours")
}

// TestAnEventIsRectifiedWhereItIsSaidToBe: in no other stream.
func TestAnEventIsRectifiedWhereItIsSaidToBe(t *testing.T) {
	b := committee(t)
	made := b.record("RC", desk.CreateForum{Code: "RC", Name: "Revue"}).Events[0].String()
	o := b.order()
	o.Stream = forum.Stream(forum.IDOf("CC"))
	if _, err := b.desk.Record(t.Context(), o, made, desk.Rectify{Void: true, Reason: "x"}); fault.CodeOf(err) != event.RefusedNoSuchFact {
		t.Error(err)
	}
	o.Stream = forum.Stream(forum.IDOf("RC"))
	if _, err := b.desk.Record(t.Context(), o, made, desk.Rectify{Void: true, Reason: "x"}); err != nil {
		t.Error(err)
	}
}
