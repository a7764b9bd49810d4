package desk_test

import (
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/adapters/i18n"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/domain/organization"
	"suivi/domain/session"
)

// opening is the event that opens a stream.
func (b *town) opening(stream string) string {
	b.Helper()
	for rec, err := range b.desk.Ledger.Log.Load(b.Context(), stream, 0) {
		if err != nil {
			b.Fatal(err)
		}
		return rec.ID.String()
	}
	b.Fatalf("nothing in %s", stream)
	return ""
}

func forumStream(code string) string     { return forum.Stream(forum.IDOf(code)) }
func structureStream(code string) string { return organization.Stream(organization.IDOf(code)) }
func sessionStream(of, code string) string {
	return session.Stream(session.IDOf(forum.IDOf(of), code))
}

// TestWhatOthersHangOnIsNotSaidNeverToHaveBeen: the refusal counts and names
// what hangs there, whatever day it is of.
func TestWhatOthersHangOnIsNotSaidNeverToHaveBeen(t *testing.T) {
	b := committee(t)
	b.record("CC.2024-1", desk.FixList{Items: []string{"CC.2023-1.1", "CC.2023-1.2"}})
	b.record("CC.2023-1.1", desk.Examine{State: "executee", Session: "CC.2024-1"})
	b.record("", desk.CreateForum{Code: "RC", Name: "Revue conjointe", Parent: "CC"})
	b.record("RC", desk.AttachForum{Parent: desk.NoParent}) // it was under it
	followed := []string{"CC"}
	b.record("RC", desk.SetRule{Forums: &followed})
	b.record("RC", desk.NameSecretariat{Organization: "CPS"})
	b.record("RC", desk.NameSecretariat{Words: "la DGB"})
	b.record("", desk.PlanSession{Forum: "RC", Code: "1", Expected: "mars 2025", Joint: []string{"CC.2024-1"}})
	b.record("", desk.CreateOrganization{Code: "DAF", Name: "Direction administrative"})
	b.record("DAF", desk.MergeOrganization{Successor: "MAECI"})
	b.record("CC.2023-1.3", desk.Reassign{Owners: []string{"DRH"}}) // the CPS owed it
	for _, c := range []struct{ stream, code, says string }{
		{forumStream("CC"), forum.RefusedInUse, "2 sessions (CC 2023/1 ; CC 2024/1), 1 cadre qui y est rattaché (RC), 1 cadre dont la règle le nomme (RC)."},
		{structureStream("MAECI"), organization.RefusedInUse, "1 structure qui y est rattachée (DRH), 1 structure fusionnée dans elle (DAF)."},
		{structureStream("CPS"), organization.RefusedInUse, "3 recommandations qui la nomment (CC 2023/1, n° 1 ; CC 2023/1, n° 2 ; CC 2023/1, n° 3), 1 cadre dont elle tient le secrétariat (RC)."},
		{sessionStream("CC", "2023-1"), session.RefusedInUse, "CC.2023-1 n'a jamais existé tant qu'il en reste : ses jours de tenue, la liste arrêtée de ce qu'elle examine (0), 3 recommandations inscrites sur sa liste (CC 2023/1, n° 1 ; CC 2023/1, n° 2 ; CC 2023/1, n° 3), sa clôture."},
		{sessionStream("CC", "2024-1"), session.RefusedInUse, "ses jours de tenue, la liste arrêtée de ce qu'elle examine (2), 1 autre recommandation qu'elle a examinée ou classée (CC 2023/1, n° 1), 1 autre session qui la nomme (RC 1)."},
	} {
		o := b.order()
		o.Spoken, o.Stream = true, c.stream
		before := b.head()
		_, err := b.desk.Record(t.Context(), o, b.opening(c.stream), desk.Rectify{Void: true, Reason: "x"})
		if said := i18n.Explain(err, glossary.French); fault.CodeOf(err) != c.code || fault.KindOf(err) != fault.Refused || !strings.Contains(said, c.says) || b.head() != before {
			t.Errorf("%s: %s", c.code, said)
		}
		if f, _ := err.(*fault.Fault); placeOf(f) != "annule" {
			t.Errorf("%s at %q", c.code, placeOf(f))
		}
	}
	// What hung there is gone: it can be said of each.
	for _, stream := range []string{sessionStream("RC", "1"), forumStream("RC")} {
		b.record(b.opening(stream), desk.Rectify{Void: true, Reason: "un essai"})
	}
}

// TestWhatWasNeverPlannedIsStillCalledByItsReference: and so is what comes back.
func TestWhatWasNeverPlannedIsStillCalledByItsReference(t *testing.T) {
	b := committee(t)
	b.record("", desk.PlanSession{Forum: "CC", Code: "2025-1", Expected: "janvier 2025"})
	planned := b.opening(sessionStream("CC", "2025-1"))
	for _, c := range []desk.Rectify{{Void: true, Reason: "un essai"}, {Reason: "si"}} {
		o := b.order()
		o.Spoken = true
		receipt, err := b.desk.Record(t.Context(), o, planned, c)
		if err != nil || receipt.Reference != "CC.2025-1" || !strings.HasPrefix(receipt.Said, "un fait de CC 2025/1 ") {
			t.Errorf("%+v %v", receipt, err)
		}
	}
	b.record("", desk.CreateForum{Code: "RC", Name: "Revue"})
	b.record("", desk.PlanSession{Forum: "RC", Code: "1", Expected: "janvier 2025"})
	gone := b.opening(sessionStream("RC", "1"))
	b.record(gone, desk.Rectify{Void: true, Reason: "un essai"})
	b.record(b.opening(forumStream("RC")), desk.Rectify{Void: true, Reason: "un essai"})
	b.refuses(gone, desk.Rectify{Reason: "si"}, forum.RefusedUnknown, "cadre")
}

// TestAnAcronymThatAnotherBearsBesideIsWarnedOf: however it comes to be borne.
func TestAnAcronymThatAnotherBearsBesideIsWarnedOf(t *testing.T) {
	b := committee(t)
	warned := func(r desk.Receipt) bool { return strings.Contains(r.Said, "le sigle « MEF » désigne aussi ") }
	b.record("", desk.CreateOrganization{Code: "MEF", Name: "Ministère de l'Economie", Acronym: "MEF"})
	made := b.record("", desk.CreateOrganization{Code: "EAUX", Name: "Ministère des Eaux et Forêts", Acronym: "MEF"})
	acronym, none := "MEF", ""
	below := b.record("", desk.CreateOrganization{Code: "MAECI-MEF", Name: "Mission", Acronym: "MEF", Parent: "MAECI"})
	cleared := b.record("EAUX", desk.RenameOrganization{Name: "Eaux et Forêts", Acronym: &none})
	renamed := b.record("EAUX", desk.RenameOrganization{Effective: desk.Effective{On: "2024-06-16"}, Name: "Eaux et Forêts", Acronym: &acronym})
	rectified := b.record(b.opening(structureStream("MAECI")), desk.Rectify{Fields: map[string]string{"sigle": "MEF"}, Reason: "mal lu"})
	if !warned(made) || warned(below) || warned(cleared) || !warned(renamed) || !strings.Contains(rectified.Said, "désigne aussi MEF, EAUX : ") {
		t.Errorf("%q\n%q\n%q\n%q\n%q", made.Said, below.Said, cleared.Said, renamed.Said, rectified.Said)
	}
}
