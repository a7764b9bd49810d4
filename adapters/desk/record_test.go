package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func on(day string) desk.Effective { return desk.Effective{On: day} }

func TestForumsAreOpenedNamedAndRuled(t *testing.T) {
	b := committee(t)
	b.record("", desk.CreateForum{Code: "RBC", Name: "Revue budgétaire", Parent: "CC", Source: domain.Source{Document: "décret"}})
	b.record("rbc", desk.RenameForum{Effective: on("2030-01-01"), Name: "Revue annuelle"})
	b.record("RBC", desk.NameSecretariat{Organization: "CPS"})
	b.record("RBC", desk.NameLead{Words: "OMS", Year: 2019})
	examines, forums := "tout_ouvert", []string{"CC"}
	b.record("RBC", desk.SetRule{Effective: on("2018-01-01"), Examines: &examines, Forums: &forums})
	row := ask(b, desk.Forums, desk.AmongForums{})[1]
	if row.Name != "Revue annuelle" || row.Parent != "CC" || row.Secretariat != "CPS" || row.Leads[0].Words != "OMS" || row.Rule.Examines != forum.AllOpen || row.Follows[0] != "CC" {
		t.Errorf("%+v", row)
	}
	periodicity, none := "deux fois l'an", []string{}
	b.record("RBC", desk.SetRule{Periodicity: &periodicity, Forums: &none})
	if rule := ask(b, desk.Forums, desk.AmongForums{})[1].Rule; rule.Examines != forum.AllOpen || rule.Periodicity != periodicity || len(rule.Forums) != 0 {
		t.Errorf("what is not given does not stay, or what is emptied does: %+v", rule)
	}
	b.record("RBC", desk.AttachForum{Parent: desk.NoParent})
	if row := ask(b, desk.Forums, desk.AmongForums{})[1]; row.Parent != "" {
		t.Errorf("still under %s", row.Parent)
	}
	b.record("RBC", desk.AttachForum{Parent: "CC"})
	b.refuses("CC", desk.AttachForum{Parent: "RBC"}, forum.InvalidParent, "parent")
	b.refuses("", desk.CreateForum{Code: "X", Name: "X", Parent: "Y"}, "cadre.inconnu", "parent")
	b.refuses("RBC", desk.SetRule{}, "commande.rien_de_donne", "")
	b.refuses("RBC", desk.SetRule{Examines: &periodicity}, "option.illisible", "examine")
	b.refuses("RBC", desk.SetRule{CarriedOverBy: &[]string{"ZZ"}}, "cadre.inconnu", "reconduction_par")
	b.refuses("RBC", desk.NameLead{Words: " "}, "champ.vide", "mots")
	b.refuses("RBC", desk.NameSecretariat{}, "champ.vide", "structure")
}

func TestStructuresAreNamedMovedAndMerged(t *testing.T) {
	b := committee(t)
	acronym := "D.R.H."
	b.record("DRH", desk.RenameOrganization{Name: "Direction des RH", Acronym: &acronym, Source: domain.Source{Document: "arrêté"}})
	b.record("DRH", desk.RenameOrganization{Name: "Direction du personnel"})
	b.record("DRH", desk.AttachOrganization{Parent: "CPS"})
	rows := ask(b, desk.Organizations, desk.AmongOrganizations{Parent: "CPS"})
	if len(rows) != 1 || rows[0].Name != "Direction du personnel" || rows[0].Acronym != acronym || rows[0].Parent != "CPS" {
		t.Errorf("%+v", rows)
	}
	b.record("DRH", desk.MergeOrganization{Successor: "CPS"})
	b.refuses("MAECI", desk.MergeOrganization{Successor: "ZZ"}, "structure.inconnue", "successeur")
	b.refuses("MAECI", desk.AttachOrganization{Parent: "MAECI"}, "structure.parent_invalide", "parent")
}

func TestASessionIsPlannedHeldAndClosed(t *testing.T) {
	b := committee(t)
	if r := b.record("", desk.PlanSession{Forum: "cc", Expected: "mars 2025", Kind: "extraordinaire", Joint: []string{"CC.2024-1"}}); r.Reference != "CC.2025-1" || !strings.HasSuffix(r.Said, "est planifiée") {
		t.Errorf("%+v", r)
	}
	b.record("CC.2025-1", desk.PostponeSession{Expected: "avril 2025", Reason: "salle", Source: domain.Source{Document: "lettre"}})
	b.record("CC.2025-1", desk.CancelSession{Reason: "budget"})
	if r := b.record("CC.2024-1", desk.FixList{}); !strings.HasSuffix(r.Said, "examine 3 recommandations") {
		t.Error(r.Said)
	}
	if r := b.record("CC.2024-1", desk.FixList{Items: []string{"CC.2023-1.2"}, Source: domain.Source{Page: "2"}}); !strings.HasSuffix(r.Said, "examine 1 recommandation") {
		t.Error(r.Said)
	}
	three := 3
	b.record("CC.2024-1", desk.DeclareTotals{Subject: "plan 2023", Executed: &three, Rates: []session.Rate{{Name: "taux", Printed: "60 %"}}})
	b.record("CC.2024-1", desk.CloseSession{Validated: "1er mars 2024", By: "le comité", Source: domain.Source{Document: "procès-verbal"}})
	stages := map[string]string{}
	for _, r := range ask(b, desk.Sessions, desk.AmongSessions{Forum: "CC"}) {
		stages[r.Reference] = string(r.Stage)
	}
	if stages["CC.2023-1"] != "close" || stages["CC.2024-1"] != "close" || stages["CC.2025-1"] != "annulee" {
		t.Error(stages)
	}
	b.refuses("", desk.PlanSession{Forum: "ZZ"}, "cadre.inconnu", "cadre")
	b.refuses("", desk.PlanSession{Forum: "CC"}, "session.sans_code", "")
	b.refuses("", desk.PlanSession{Forum: "CC", Expected: "hier"}, "moment.illisible", "prevue")
	b.refuses("", desk.PlanSession{Forum: "CC", Code: "9", Validates: "CC.1"}, "session.inconnue", "valide")
	b.refuses("CC.2025-1", desk.HoldSession{Sittings: []string{"2024-06-16"}}, "moment.a_venir", "seances")
	b.refuses("CC.2024-1", desk.FixList{Items: []string{"CC.2023-1.2", "CC.2023-1.9"}}, "recommandation.introuvable", "points.2")
	b.refuses("CC.2024-1", desk.FixList{Source: domain.Source{Page: "2"}}, "liste.source_de_la_regle", "source")
	b.refuses("CC.2024-1", desk.CloseSession{Read: "demain"}, "moment.illisible", "rapport_lu")
	b.refuses("CC.2024-9", desk.CancelSession{}, "session.inconnue", "")
}

func TestASessionListsWhatItMakesAndCarriesOver(t *testing.T) {
	b := committee(t)
	if r := b.record("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "Tenir les sessions", Owners: []string{"MAECI > DRH"}, Due: "fin 2024", Source: domain.Source{Page: "4"}}, Theme: "eau"}); r.Reference != "CC.2024-1.p1" {
		t.Error(r.Reference)
	}
	r := b.record("CC 2024/1", desk.Carry{Recommendation: "CC 2023/1, n° 3", Listing: desk.Listing{Number: "2"}})
	if r.Reference != "CC.2024-1.2" || !strings.Contains(r.Said, "reconduit CC 2023/1, n° 3, désormais CC.2024-1.2") {
		t.Errorf("%+v", r)
	}
	item := ask(b, desk.Recommendation, about("CC.2024-1.p1"))
	if item.Owners[0].Code != "DRH" || item.Due.Words != "fin 2024" || item.Theme != "eau" {
		t.Errorf("%+v", item)
	}
	b.refuses("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "x", Owners: []string{"MAEC"}}}, "structure.inconnue_voisines", "responsables")
	b.refuses("CC.2024-1", desk.Make{}, "champ.vide", "texte")
	b.refuses("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "x", Number: "2"}}, "session.numero_deja_pris", "numero")
	b.refuses("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "x", Place: -1}}, "champ.invalide", "place")
	b.refuses("CC.2024-1.p1", desk.SetDueDate{Due: " "}, recommendation.InvalidEmpty, "echeance")
	b.refuses("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "x", Due: "31 février 2024"}}, "moment.illisible", "echeance")
	b.refuses("CC.2024-1", desk.Make{Listing: desk.Listing{Text: "x"}, Nature: "voeu"}, "option.illisible", "nature")
	b.refuses("CC.2024-1", desk.Carry{Recommendation: "CC.2023-1.7"}, "recommandation.introuvable", "recommandation")
}

func TestAPoliticalSessionValidatesAndDiscards(t *testing.T) {
	b := committee(t)
	b.record("", desk.PlanSession{Forum: "CC", Code: "T", Phase: "technique", Expected: "mars 2024"})
	b.record("CC.T", desk.HoldSession{Sittings: []string{"1er mars 2024"}})
	for _, text := range []string{"Un", "Deux"} {
		b.record("CC.T", desk.Make{Listing: desk.Listing{Text: text}})
	}
	b.record("", desk.PlanSession{Forum: "CC", Code: "P", Phase: "politique", Validates: "CC.T", Expected: "avril 2024"})
	b.record("CC.P", desk.HoldSession{Sittings: []string{"2 avril 2024"}})
	b.record("CC.P", desk.Validate{Recommendation: "CC.T.p1", Listing: desk.Listing{Number: "1", Text: "Un, amendé", Source: domain.Source{Page: "1"}}})
	b.record("CC.T.p2", desk.Discard{Session: "CC.P", Reason: "hors champ", Source: domain.Source{Page: "2"}})
	if kept := ask(b, desk.Recommendation, about("CC.P.1")); kept.Text != "Un, amendé" || kept.Standing != recommendation.Open {
		t.Errorf("%+v", kept)
	}
	if out := ask(b, desk.Recommendation, about("CC.T.p2")); out.Standing != recommendation.Discarded {
		t.Errorf("%+v", out)
	}
	b.refuses("CC.P.1", desk.Discard{Session: "CC.Q"}, "session.inconnue", "session")
}

func TestARecommendationIsFollowed(t *testing.T) {
	b := committee(t)
	b.record("CC.2023-1.1", desk.Examine{State: "en cours", Session: "CC.2024-1", Words: "engagé"})
	b.record("CC.2023-1.1", desk.Reassign{Owners: []string{"CPS"}, Source: domain.Source{Document: "lettre"}})
	if r := b.record("CC.2023-1.1", desk.SetDueDate{Due: "première quinzaine de décembre 2024"}); !strings.HasSuffix(r.Said, "« première quinzaine de décembre 2024 » (du 1er décembre 2024 au 15 décembre 2024)") {
		t.Error(r.Said)
	}
	b.record("CC.2023-1.2", desk.Reassign{None: true})
	b.record("CC.2023-1.2", desk.Class{Motive: "sans_objet", Words: "le projet est arrêté", Source: domain.Source{Page: "3"}})
	b.record("CC.2023-1.1", desk.Link{Kind: "reprise_de", To: "CC.2023-1.3", Source: domain.Source{Page: "3"}})
	b.record("CC.2023-1.3", desk.Absorb{Survivor: "CC.2023-1.1", Kind: "doublon", Source: domain.Source{Page: "3"}})
	if item := ask(b, desk.Recommendation, about("CC.2023-1.3")); item.References[0] != "CC.2023-1.1" || item.State != domain.InProgress || item.Owners[0].Code != "CPS" {
		t.Errorf("%+v", item)
	}
	b.refuses("CC.2023-1.1", desk.Examine{State: "fini"}, "option.illisible", "etat")
	b.refuses("CC.2023-1.1", desk.Examine{State: "executee", SeenOn: "2024-06-16"}, "moment.a_venir", "constate_le")
	b.refuses("CC.2023-1.1", desk.Examine{Effective: on("2024-06-16"), State: "executee"}, "moment.a_venir", "effet")
	b.refuses("CC.2023-1.1", desk.Examine{Effective: on("2024-02-01"), State: "executee", Session: "CC.2024-1"}, "option.jour_de_la_session", "effet")
	b.refuses("CC.2023-1.1", desk.Reassign{}, "commande.responsables_ou_aucun", "responsables")
	b.refuses("CC.2023-1.1", desk.Class{Motive: "ennui"}, "option.illisible", "motif")
	b.refuses("CC.2023-1.1", desk.Link{Kind: "reprise_de", To: "CC.2023-1.8"}, "recommandation.introuvable", "recommandation")
	b.refuses("CC.2023-1.1", desk.Absorb{Survivor: "CC.2023-1.8", Kind: "doublon"}, "recommandation.introuvable", "survivante")
	b.refuses("CC.2023-1.9", desk.Examine{State: "executee"}, "recommandation.introuvable", "")
}

func TestEvidenceIsAttachedOnceItsBytesAreKept(t *testing.T) {
	b := committee(t)
	piece, err := b.desk.Evidence.Keep(t.Context(), "annuaire.pdf", strings.NewReader("%PDF-1.4"))
	if err != nil {
		t.Fatal(err)
	}
	b.record("CC.2023-1.1", desk.Attach{Evidence: piece, Words: "page de garde"})
	b.record("CC.2023-1.1", desk.Declare{Organization: "CPS", State: "executee", Evidence: []recommendation.Evidence{piece}, Source: domain.Source{Document: "courriel"}})
	other := piece
	other.SHA256 = strings.Repeat("0", 64)
	b.refuses("CC.2023-1.1", desk.Attach{Evidence: other}, "piece.inconnue", "sha256")
	b.refuses("CC.2023-1.1", desk.Declare{Organization: "CPS", State: "executee", Evidence: []recommendation.Evidence{other}}, "piece.inconnue", "pieces")
	larger := piece
	larger.Size++
	b.refuses("CC.2023-1.1", desk.Attach{Evidence: larger}, "champ.invalide", "taille")
	bare := recommendation.Evidence{Name: piece.Name, SHA256: piece.SHA256}
	for _, c := range []desk.Command{desk.Attach{Evidence: bare}, desk.Declare{Organization: "DRH", State: "en_cours", Evidence: []recommendation.Evidence{bare}}} {
		receipt := b.record("CC.2023-1.2", c)
		e := b.event(receipt.Events[0])
		if attached, is := e.(recommendation.EvidenceAttached); is && attached.Evidence == piece {
			continue
		}
		if declared, is := e.(recommendation.Declared); is && slices.Equal(declared.Evidence, []recommendation.Evidence{piece}) {
			continue
		}
		t.Errorf("its type or size is not recorded: %+v", e)
	}
	b.refuses("CC.2023-1.1", desk.Declare{Organization: "ZZ", State: "executee"}, "structure.inconnue", "structure")
}

func TestAFactIsRectified(t *testing.T) {
	b := committee(t)
	found := b.record("CC.2023-1.1", desk.Examine{State: "executee", Effective: on("2024-03-01")}).Events[0].String()
	b.record(found, desk.Rectify{Fields: map[string]string{"etat": "en cours", "constat": "à demi"}, Reason: "mal recopié"})
	item := ask(b, desk.Recommendation, about("CC.2023-1.1"))
	if item.State != domain.InProgress {
		t.Errorf("%+v", item)
	}
	b.refuses(found, desk.Rectify{Reason: "rien"}, "commande.rien_a_rectifier", "")
	r := b.record(found, desk.Rectify{Void: true, Reason: "entrée par erreur"})
	if item := ask(b, desk.Recommendation, about("CC.2023-1.1")); item.State != domain.Made || !strings.HasSuffix(r.Said, "de CC.2023-1.1 n'a jamais eu lieu") {
		t.Errorf("%+v: %s", item, r.Said)
	}
	b.refuses(found, desk.Rectify{Fields: map[string]string{"couleur": "bleu"}, Reason: "x"}, "rectification.champ_inconnu", "champs.couleur")
	b.refuses(found, desk.Rectify{Fields: map[string]string{"constat": "\x00"}, Reason: "x"}, "champ.caractere_interdit", "champs.constat")
	b.refuses(found, desk.Rectify{Fields: map[string]string{"constat": "à demi"}}, "champ.vide", "motif")
	b.refuses(found, desk.Rectify{Effective: on("2025-01-01"), Reason: "x"}, "moment.a_venir", "effet")
	b.refuses("01HQ3V5T0000000000000000AB", desk.Rectify{Void: true, Reason: "x"}, "fait.inconnu", "")
}

func TestAClassingIsSaidOnceForOneMotive(t *testing.T) {
	b := committee(t)
	b.record("CC.2023-1.1", desk.Class{Motive: "sans_objet", Session: "CC.2024-1"})
	if again := b.record("CC.2023-1.1", desk.Class{Motive: "sans_objet"}); !again.Already {
		t.Errorf("%+v", again)
	}
	b.refuses("CC.2023-1.1", desk.Class{Motive: "autre"}, "recommandation.deja_classee", "motif")
}

func TestWhoeverObservesIsToldOfEachCommand(t *testing.T) {
	b := committee(t)
	var told []string
	b.desk.Observe = func(command string, events int, err error) {
		told = append(told, fmt.Sprint(command, " ", events, " ", fault.CodeOf(err)))
	}
	b.record("DRH", desk.RenameOrganization{Name: "Direction des RH"})
	b.refuses("DRH", desk.AttachOrganization{Parent: "DRH"}, "structure.parent_invalide", "parent")
	if want := []string{"structure rename 1 ", "structure attach 0 structure.parent_invalide"}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
