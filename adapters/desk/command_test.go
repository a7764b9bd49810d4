package desk_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
)

func TestEveryCommandIsListed(t *testing.T) {
	var listed []string
	for _, c := range desk.Commands() {
		listed = append(listed, reflect.TypeOf(c).Name())
	}
	slices.Sort(listed)
	var written []string
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, is := d.(*ast.FuncDecl)
			if !is || f.Recv == nil || f.Name.Name != "record" || len(f.Recv.List) != 1 {
				continue
			}
			if of, is := f.Recv.List[0].Type.(*ast.Ident); is && ast.IsExported(of.Name) {
				written = append(written, of.Name)
			}
		}
	}
	slices.Sort(written)
	if !slices.Equal(listed, written) {
		t.Errorf("listed: %v\nwritten: %v", listed, written)
	}
}

func TestACommandIsCalledByOneNameAndOneAddress(t *testing.T) {
	called := map[string]bool{}
	for _, c := range desk.Commands() {
		r := c.Route()
		if called[r.Name] || called[r.Path] {
			t.Errorf("%s, %s is another command", r.Name, r.Path)
		}
		called[r.Name], called[r.Path] = true, true
		if named := strings.Contains(r.Path, "{ref}"); named != (r.About != desk.Nothing) {
			t.Errorf("%s is about %d, and its address %s", r.Name, r.About, r.Path)
		}
	}
}

func TestACommandIsRecordedOnceHoweverOftenItIsGiven(t *testing.T) {
	b := committee(t)
	year := "annuelle"
	orders := map[desk.Command]desk.Order{}
	answers := map[desk.Command]desk.Receipt{}
	abouts := map[desk.Command]string{
		&desk.Examine{State: "en cours"}: "CC.2023-1.1", &desk.PlanSession{Forum: "CC", Expected: "décembre 2024"}: "",
		&desk.RenameOrganization{Name: "Cellule"}: "CPS", &desk.SetRule{Periodicity: &year}: "CC", &desk.Reassign{Owners: []string{"CPS"}}: "CC.2023-1.2",
	}
	for c, about := range abouts {
		o := b.order()
		receipt, err := b.desk.Record(t.Context(), o, about, c)
		if err != nil {
			t.Fatalf("%s: %v", c.Route().Name, err)
		}
		orders[c], answers[c] = o, receipt
	}
	// The next day, when others have renamed and ruled meanwhile.
	b.now = b.now.Add(24 * time.Hour)
	acronym, theme := "C.P.S.", "eau"
	b.record("CPS", desk.RenameOrganization{Name: "Cellule de planification et de statistique", Acronym: &acronym})
	b.record("CC", desk.SetRule{Theme: &theme})
	head := b.head()
	for c, about := range abouts {
		receipt, err := b.desk.Record(t.Context(), orders[c], about, c)
		if err != nil {
			t.Errorf("%s again: %v", c.Route().Name, err)
		} else if want := answers[c]; !slices.Equal(receipt.Events, want.Events) || receipt.Position != want.Position || receipt.Said != want.Said || receipt.Reference != want.Reference {
			t.Errorf("%s again answers %+v, not %+v", c.Route().Name, receipt, want)
		}
	}
	if b.head() != head {
		t.Error("recorded again")
	}
}

func TestTheSameIdWithAnotherCommandIsRefused(t *testing.T) {
	b := committee(t)
	o := b.order()
	if _, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", desk.Examine{State: "en cours"}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", desk.Examine{State: "executee"}); fault.CodeOf(err) != "commande.deja_utilisee" {
		t.Error(err)
	}
}

func TestWhoMayNotRecordDoesNotLearnWhatIsThere(t *testing.T) {
	b := committee(t)
	for _, by := range []access.Bearer{{}, {Scope: access.Read}} {
		o := b.order()
		o.By = by
		_, err := b.desk.Record(t.Context(), o, "CC.2023-1.9", desk.Examine{})
		if kind := fault.KindOf(err); kind != fault.Anonymous && kind != fault.Forbidden {
			t.Errorf("%s: %v", by.Scope, err)
		}
	}
}

func TestAVersionSeenThatIsPastIsRefused(t *testing.T) {
	b := committee(t)
	seen := ask(b, desk.Recommendation, about("CC.2023-1.1")).Version
	if seen == nil {
		t.Fatal("no version is told")
	}
	o := b.order()
	o.Expected = seen
	if _, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", desk.Examine{State: "en cours"}); err != nil {
		t.Fatal(err)
	}
	o = b.order()
	o.Expected = seen
	if _, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", desk.Examine{State: "executee"}); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
}

func TestTheAnswerTellsTheVersionThatTablesTellAfterwards(t *testing.T) {
	b := committee(t)
	examined := b.record("CC.2023-1.1", desk.Examine{State: "en cours"})
	planned := b.record("", desk.PlanSession{Forum: "CC", Code: "2025-1"})
	renamed := b.record("DRH", desk.RenameOrganization{Name: "Ressources humaines"})
	opened := b.record("", desk.CreateForum{Code: "RBC", Name: "Revue"})
	tell := map[string]*event.Version{
		examined.Reference: ask(b, desk.Recommendation, about("CC.2023-1.1")).Version,
		planned.Reference:  ask(b, desk.FollowUp, about("CC.2025-1")).Session.Version,
	}
	for _, r := range ask(b, desk.Organizations, desk.AmongOrganizations{}) {
		tell[r.Code] = r.Version
	}
	for _, r := range ask(b, desk.Forums, desk.AmongForums{}) {
		tell[r.Code] = r.Version
	}
	for _, receipt := range []desk.Receipt{examined, planned, renamed, opened} {
		if told := tell[receipt.Reference]; told == nil || *told != receipt.Version {
			t.Errorf("%s is told as %v, not %d", receipt.Reference, told, receipt.Version)
		}
	}
	past := ask(b, desk.Recommendation, desk.AboutOne{Ref: "CC.2023-1.1", Moment: desk.Moment{KnownAt: "@12"}})
	if past.Version != nil {
		t.Errorf("what was known once tells version %d as if it were the last", *past.Version)
	}
}

func TestACommandReadsBackFromItsJSON(t *testing.T) {
	given, none := "eau", []string{}
	for _, c := range []desk.Command{
		desk.SetRule{Effective: desk.Effective{On: "2024-01-01"}, Theme: &given, Forums: &none},
		desk.Make{Listing: desk.Listing{Number: "1", Text: "Former", Owners: []string{"MAECI > DRH"}, Due: "fin 2024"}, Nature: "decision"},
		desk.Rectify{Fields: map[string]string{"texte": "Former tous les agents"}, Reason: "mal recopié"},
	} {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		back := reflect.New(reflect.TypeOf(c))
		if err := json.Unmarshal(data, back.Interface(), json.RejectUnknownMembers(true)); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if !reflect.DeepEqual(back.Elem().Interface(), c) {
			t.Errorf("%s reads back as %+v", data, back.Elem())
		}
	}
}

// TestACommandIsKnownAgainOnceItsRecordIsAbsorbed: its reference finds the
// survivor by then, and it was recorded of the record itself.
func TestACommandIsKnownAgainOnceItsRecordIsAbsorbed(t *testing.T) {
	b := committee(t)
	o, found := b.order(), desk.Examine{State: "en cours", Session: "CC.2024-1"}
	first, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", found)
	if err != nil {
		t.Fatal(err)
	}
	b.record("CC.2023-1.1", desk.Absorb{Survivor: "CC.2023-1.2", Kind: "doublon"})
	before := b.head()
	again, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", found)
	if err != nil || !reflect.DeepEqual(again, first) {
		t.Errorf("%+v, %v\nfirst %+v", again, err, first)
	}
	if _, err := b.desk.Record(t.Context(), o, "CC.2023-1.1", desk.Examine{State: "executee"}); fault.CodeOf(err) != "commande.deja_utilisee" {
		t.Errorf("another under its key: %v", err)
	}
	if b.head() != before {
		t.Error("recorded twice")
	}
	if r := b.record("CC.2023-1.1", desk.Examine{State: "executee"}); r.Reference != "CC.2023-1.2" {
		t.Errorf("a new one is the survivor's: %+v", r)
	}
}
