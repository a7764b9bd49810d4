package desk

import (
	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// Discard has a political session set aside what the technical one proposed.
type Discard struct {
	Session string        `json:"session"`
	Reason  string        `json:"motif,omitzero"`
	Source  domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Discard) Route() Route {
	return Route{Name: "discard", Path: "/recommandations/{ref}/mises-a-l-ecart", About: ARecommendation}
}

func (Discard) effect() string { return "" } // the session's last day

func (c Discard) record(r *recording) (done, error) {
	id, err := r.session(c.Session)
	if err != nil {
		return done{}, at(err, "session")
	}
	return r.recommended(recommendation.Discard{SetAside: recommendation.SetAside{Session: id, Reason: c.Reason, Source: c.Source}},
		r.t("est écartée par la session ", "is set aside by the session ")+r.named(r.sessionReference(id)))
}

// Class ends a recommendation without execution; its état stays.
type Class struct {
	Effective
	Motive      string        `json:"motif"` // sans_objet, non_retenue, scindee, autre
	Session     string        `json:"session,omitzero"`
	Words       string        `json:"constat,omitzero"` // the report's own
	Observation string        `json:"observation,omitzero"`
	Source      domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Class) Route() Route {
	return Route{Name: "class", Path: "/recommandations/{ref}/classements", About: ARecommendation}
}

func (c Class) record(r *recording) (done, error) {
	e := recommendation.Classed{Words: c.Words, Observation: c.Observation, Source: c.Source}
	var err error
	if e.Motive, err = oneOf(c.Motive, "motif", recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther); err != nil {
		return done{}, err
	}
	id, on, where, err := r.atSession(c.Session)
	if err != nil {
		return done{}, err
	}
	e.Session = id
	return r.recommended(recommendation.Class{On: on, Classed: e}, r.t("est classée ", "is classed ")+"("+glossary.Word(string(e.Motive), r.l)+")"+where)
}

// Declare has a structure declare how what it owes stands.
type Declare struct {
	Effective
	Organization string                    `json:"structure"`
	State        string                    `json:"etat"`
	Words        string                    `json:"mots,omitzero"`
	Evidence     []recommendation.Evidence `json:"pieces,omitempty"` // whose bytes are kept already
	Source       domain.Source             `json:"source,omitzero"`
}

// Route implements Command.
func (Declare) Route() Route {
	return Route{Name: "declare", Path: "/recommandations/{ref}/situations", About: ARecommendation}
}

func (c Declare) record(r *recording) (done, error) {
	e := recommendation.Declared{Words: c.Words, Source: c.Source}
	var err error
	if e.Owner, err = r.organization(c.Organization, "structure"); err != nil {
		return done{}, err
	}
	if e.State, err = stateAt(c.State, "etat"); err != nil {
		return done{}, err
	}
	for _, piece := range c.Evidence {
		kept, err := r.kept(piece, "pieces")
		if err != nil {
			return done{}, err
		}
		e.Evidence = append(e.Evidence, kept)
	}
	return r.recommended(recommendation.Declare{On: r.effect(), Declared: e},
		r.t("est déclarée ", "is declared ")+glossary.Word(e.State.String(), r.l)+r.t(" par ", " by ")+r.codeOf(e.Owner))
}
