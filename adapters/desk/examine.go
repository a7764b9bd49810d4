package desk

import (
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// Examine retains an état: at a session, or, without one, by the secretariat
// between two sessions. A session that found otherwise before corrects that,
// and until it is closed needs no reason.
type Examine struct {
	Effective
	State       string        `json:"etat"` // en_cours, executee, non_realisee, or as people write them
	Session     string        `json:"session,omitzero"`
	Words       string        `json:"constat,omitzero"` // the report's own
	Observation string        `json:"observation,omitzero"`
	SeenOn      string        `json:"constate_le,omitzero"` // the day of what is described
	Reopening   string        `json:"motif_de_remise_en_suivi,omitzero"`
	Source      domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Examine) Route() Route {
	return Route{Name: "examine", Path: "/recommandations/{ref}/constats", About: ARecommendation}
}

func (c Examine) record(r *recording) (done, error) {
	e := recommendation.Found{Words: c.Words, Observation: c.Observation, Reopening: c.Reopening, Source: c.Source}
	var err error
	if e.State, err = stateAt(c.State, "etat"); err != nil {
		return done{}, err
	}
	if e.SeenOn, err = r.happenedAt(c.SeenOn, "constate_le"); err != nil {
		return done{}, err
	}
	id, on, where, err := r.atSession(c.Session)
	if err != nil {
		return done{}, err
	}
	e.Session = id
	return r.recommended(recommendation.Examine{On: on, Found: e}, r.t("est retenue ", "is found ")+glossary.Word(e.State.String(), r.l)+where)
}

// recommended records c of the recommendation that the command is about; said
// completes "la recommandation REFERENCE".
func (r *recording) recommended(c recommendation.Command, said string) (done, error) {
	rec := r.about.recommendation
	receipt, err := r.recorded(r.Ledger.Recommendation(r.ctx, r.meta, rec, c))
	if err != nil {
		return done{}, err
	}
	reference := r.reference(rec)
	return done{receipt, reference, r.t("la recommandation ", "the recommendation ") + r.named(reference) + " " + said}, nil
}

// atSession reads the session at which something is retained, zero for none,
// and says where it is.
func (r *recording) atSession(name string) (id domain.SessionID, on domain.Day, where string, err error) {
	if name == "" {
		return id, r.effect(), r.t(" au ", " as of ") + glossary.Day(r.effect(), r.l), nil
	}
	if id, err = r.session(name); err != nil {
		return id, 0, "", at(err, "session")
	}
	if r.on != 0 {
		return id, 0, "", fault.New(fault.Invalid, "option.jour_de_la_session").At("effet")
	}
	return id, 0, r.t(" à la session ", " at the session ") + r.named(r.sessionReference(id)), nil
}
