package ledger_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// useCase is one command of the ledger, given to a house that is ready for it.
type useCase struct {
	name  string
	issue func(h *house, m ledger.Meta) (ledger.Receipt, error)
	// want is what it records: kind of stream, type, day, and of a cause
	// whether it is an event of the same command.
	want string
}

// stage is what stands before each use case: a session of 2023 with four
// recommendations, one of 2024 that sits, and a two-phase review.
type stage struct {
	of2023, of2024, planned, technical, political domain.SessionID
	made, proposed                                []domain.RecommendationID
}

func set(h *house) stage {
	var s stage
	s.of2023 = h.held(comite, "2023-1", in2023, "")
	s.made = h.makes(s.of2023, "1", "2", "3", "4")
	h.closes(s.of2023, in2023)
	s.of2024 = h.held(comite, "2024-1", in2024, "")
	s.planned = session.IDOf(comite, "2024-3")
	h.must(h.Session(h.t.Context(), command("plan 3"), s.planned, session.Plan{On: in2024, Planned: session.Planned{Forum: comite, Code: "2024-3"}}))
	s.technical = h.held(revue, "2024-T", in2024-7, domain.PhaseTechnical)
	s.proposed = h.makes(s.technical, "1", "2")
	s.political = h.held(revue, "2024-P", in2024, domain.PhasePolitical)
	return s
}

// useCases are all that the ledger does, each once; s names what set made.
func useCases(s stage) []useCase {
	on := func(rec domain.RecommendationID, c recommendation.Command) func(*house, ledger.Meta) (ledger.Receipt, error) {
		return func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.Recommendation(h.t.Context(), m, rec, c)
		}
	}
	at := func(id domain.SessionID, c session.Command) func(*house, ledger.Meta) (ledger.Receipt, error) {
		return func(h *house, m ledger.Meta) (ledger.Receipt, error) { return h.Session(h.t.Context(), m, id, c) }
	}
	next := session.IDOf(comite, "2024-2")
	return []useCase{
		{"create a forum", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.Forum(h.t.Context(), m, "GEC", forum.Record{On: in2023, Event: forum.Created{Code: "GEC", Name: "Groupe", Parent: comite}})
		}, "cadre cadre.cree.v1 2023-01-27\n"},
		{"create a structure", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.Organization(h.t.Context(), m, "MAECI-DCM", organization.Record{On: in2023, Event: organization.Created{Code: "MAECI-DCM", Names: organization.Names{Name: "DCM"}, Parent: ministry}})
		}, "structure structure.creee.v1 2023-01-27\n"},
		{"plan", at(next, session.Plan{On: in2024, Planned: session.Planned{Forum: comite, Code: "2024-2"}}), "session session.planifiee.v1 2024-01-31\n"},
		{"postpone", at(s.planned, session.Postpone{On: in2024, Postponed: session.Postponed{Expected: domain.On(later)}}), "session session.reportee.v1 2024-01-31\n"},
		{"cancel", at(s.planned, session.Cancel{On: later}), "session session.annulee.v1 2024-02-15\n"},
		{"hold", at(s.of2024, hold(in2024+1)), "session session.tenue.v1 2024-02-01\n"},
		{"fix a list", at(s.of2024, session.FixList{ListFixed: session.ListFixed{Origin: session.BySecretariat, Items: []session.Item{{Recommendation: s.made[0]}}}}),
			"session session.liste_arretee.v1 2024-01-31\n"},
		{"fix a list by rule", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.FixListByRule(h.t.Context(), m, s.of2024, in2024)
		}, "session session.liste_arretee.v1 2024-01-31\n"},
		{"formulate two", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			_, r, err := h.Formulate(h.t.Context(), m, s.of2024, items("1", ""))
			return r, err
		}, "session session.inscrite.v1 2024-01-31\nsession session.inscrite.v1 2024-01-31\n" +
			"recommandation recommandation.formulee.v1 2024-01-31\nrecommandation recommandation.formulee.v1 2024-01-31\n"},
		{"carry over", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			_, r, err := h.CarryOver(h.t.Context(), m, s.of2024, s.made[2], carried("2"))
			return r, err
		}, "session session.inscrite.v1 2024-01-31\nrecommandation recommandation.reconduite.v1 2024-01-31\n"},
		{"validate", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			_, r, err := h.Validate(h.t.Context(), m, s.political, s.proposed[0], recommendation.Validated{Listing: recommendation.Listing{Number: "1"}})
			return r, err
		}, "session session.inscrite.v1 2024-01-31\nrecommandation recommandation.validee.v1 2024-01-31\n"},
		{"set aside", on(s.proposed[1], recommendation.Discard{SetAside: recommendation.SetAside{Session: s.political}}), "recommandation recommandation.ecartee.v1 2024-01-31\n"},
		{"examine", on(s.made[0], finds(s.of2024, domain.InProgress)), "recommandation recommandation.mise_en_cours.v1 2024-01-31\n"},
		{"examine between sessions", on(s.made[0], recommendation.Examine{On: later, Found: recommendation.Found{State: domain.Executed}}), "recommandation recommandation.executee.v1 2024-02-15\n"},
		{"class", on(s.made[1], recommendation.Class{Classed: recommendation.Classed{Session: s.of2024, Motive: recommendation.MotiveNoObject}}), "recommandation recommandation.classee.v1 2024-01-31\n"},
		{"declare", on(s.made[0], recommendation.Declare{On: later, Declared: recommendation.Declared{Owner: ministry, State: domain.Executed}}), "recommandation recommandation.situation_declaree.v1 2024-02-15\n"},
		{"reassign", on(s.made[0], recommendation.Reassign{On: later, Reassigned: recommendation.Reassigned{Owners: []domain.Owner{{Organization: direction}}}}), "recommandation recommandation.reaffectee.v1 2024-02-15\n"},
		{"set a due date", on(s.made[0], recommendation.SetDueDate{On: later, DueDateSet: recommendation.DueDateSet{Due: domain.On(later)}}), "recommandation recommandation.echeance_fixee.v1 2024-02-15\n"},
		{"attach evidence", on(s.made[0], recommendation.AttachEvidence{On: later, EvidenceAttached: recommendation.EvidenceAttached{Evidence: recommendation.Evidence{Name: "rapport.pdf", SHA256: strings.Repeat("0a", 32)}}}),
			"recommandation recommandation.piece_jointe.v1 2024-02-15\n"},
		{"link", on(s.made[0], recommendation.Link{On: later, Linked: recommendation.Linked{Kind: recommendation.LinkIssuedFrom, To: s.made[1]}}), "recommandation recommandation.liee.v1 2024-02-15\n"},
		{"absorb a duplicate", on(s.made[3], recommendation.AbsorbInto{Absorbed: recommendation.Absorbed{Survivor: s.made[2], Kind: recommendation.Duplicate}}), "recommandation recommandation.absorbee.v1 2023-01-27\n"},
		{"rectify a text", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.Rectify(h.t.Context(), m, s.made[0], h.making(s.made[0], func(f *recommendation.Formulated) { f.Text = "relu" }))
		}, "recommandation recommandation.rectifiee.v1 2023-01-27\n"},
		{"rectify a numéro", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.Rectify(h.t.Context(), m, s.made[0], h.making(s.made[0], func(f *recommendation.Formulated) { f.Number = "1 bis" }))
		}, "session session.rectifiee.v1 2023-01-27\nrecommandation recommandation.rectifiee.v1 2023-01-27\n"},
		{"rectify a list", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			return h.RectifyListing(h.t.Context(), m, s.of2023, s.made[3], ledger.Relisting{Void: true, Reason: "jamais formulée"})
		}, "session session.rectifiee.v1 2023-01-27\nrecommandation recommandation.rectifiee.v1 2023-01-27\n"},
		{"rectify the days of a session", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			sat := h.events(session.Stream(s.of2024))[1]
			return h.Session(h.t.Context(), m, s.of2024, session.Rectify{Corrects: sat.ID, Instead: hold(in2024 - 1).Held, Reason: "relecture"})
		}, "session session.rectifiee.v1 2024-01-31\n"},
		{"rectify a structure", func(h *house, m ledger.Meta) (ledger.Receipt, error) {
			made := h.events(organization.Stream(ministry))[0]
			right := organization.Created{Code: "MAECI", Names: organization.Names{Name: "Ministère"}}
			return h.Organization(h.t.Context(), m, "MAECI", organization.Rectify{Corrects: made.ID, Instead: right, Reason: "relecture"})
		}, "structure structure.rectifiee.v1 0001-01-01\n"},
		{"declare totals", at(s.of2024, session.DeclareTotals{TotalsDeclared: session.TotalsDeclared{Subject: "plan 2023", Total: new(5)}}), "session session.totaux_declares.v1 2024-01-31\n"},
		{"close", at(s.of2024, session.Close{On: later}), "session session.liste_arretee.v1 2024-01-31\nsession session.close.v1 2024-02-15\n"},
	}
}

// making rectifies how a recommendation was made.
func (h *house) making(id domain.RecommendationID, change func(*recommendation.Formulated)) recommendation.Rectify {
	e := h.events(recommendation.Stream(id))[0]
	made := e.Payload.(recommendation.Formulated)
	change(&made)
	return recommendation.Rectify{Corrects: e.ID, Instead: made, Reason: "relecture"}
}

// each runs a test for every use case, each on a house of its own.
func each(t *testing.T, test func(t *testing.T, h *house, s stage, c useCase)) {
	for n := range useCases(set(inMemory(t))) {
		h := inMemory(t)
		s := set(h)
		c := useCases(s)[n]
		t.Run(c.name, func(t *testing.T) { h.t = t; test(t, h, s, c) })
	}
}

// other is some other command for the thing that stream is of.
func (h *house) other(s stage, m ledger.Meta, stream string) (ledger.Receipt, error) {
	ctx := h.t.Context()
	kind, id, _ := strings.Cut(stream, "-")
	switch kind {
	case "recommandation":
		rec, err := domain.ParseID[domain.RecommendationID](id)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return h.Recommendation(ctx, m, rec, recommendation.Link{On: later, Linked: recommendation.Linked{Kind: recommendation.LinkTakenFrom, To: s.made[1]}})
	case "session":
		of, err := domain.ParseID[domain.SessionID](id)
		if err != nil {
			return ledger.Receipt{}, err
		}
		return h.Session(ctx, m, of, session.DeclareTotals{On: later, TotalsDeclared: session.TotalsDeclared{Subject: "autre plan", Total: new(5)}})
	case "cadre":
		return h.Forum(ctx, m, "GEC", forum.Record{On: later, Event: forum.LeadNamed{Year: 2024, Words: "autre"}})
	}
	code := "MAECI-DCM"
	if stream == organization.Stream(ministry) {
		code = "MAECI"
	}
	return h.Organization(ctx, m, code, organization.Record{On: later, Event: organization.Renamed{Names: organization.Names{Name: "autre"}}})
}
