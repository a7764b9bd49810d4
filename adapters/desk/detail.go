package desk

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Reassign gives a recommendation new owners, all together; None says that
// there is none.
type Reassign struct {
	Effective
	Owners []string      `json:"responsables,omitempty"` // structures, as people write them
	None   bool          `json:"aucun,omitzero"`
	Reason string        `json:"motif,omitzero"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Reassign) Route() Route {
	return Route{Name: "reassign", Path: "/recommandations/{ref}/responsables", About: ARecommendation, Announces: true}
}

func (c Reassign) record(r *recording) (done, error) {
	if c.None == (len(c.Owners) > 0) {
		return done{}, fault.New(fault.Invalid, "commande.responsables_ou_aucun").At("responsables")
	}
	owners, err := r.owners(c.Owners, "responsables")
	if err != nil {
		return done{}, err
	}
	said := r.t("est due par ", "is owed by ") + r.names(owners)
	if c.None {
		said = r.t("n'est due par aucune structure", "is owed by nobody")
	}
	return r.recommended(recommendation.Reassign{On: r.effect(), Reassigned: recommendation.Reassigned{Owners: owners, Reason: c.Reason, Source: c.Source}}, said)
}

// names writes owners as they are typed.
func (r *recording) names(owners []domain.Owner) (names string) {
	_ = r.see(func(v *register.View) error {
		names = writtenBy(v).Format(owners)
		return nil
	})
	return names
}

// SetDueDate gives a recommendation a new échéance, in its words.
type SetDueDate struct {
	Effective
	Due    string        `json:"echeance"`
	Reason string        `json:"motif,omitzero"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (SetDueDate) Route() Route {
	return Route{Name: "due", Path: "/recommandations/{ref}/echeances", About: ARecommendation, Announces: true}
}

func (c SetDueDate) record(r *recording) (done, error) {
	if strings.TrimSpace(c.Due) == "" {
		return done{}, fault.New(fault.Invalid, recommendation.InvalidEmpty).At("echeance")
	}
	due, err := dueDate(c.Due, r.effect(), "echeance")
	if err != nil {
		return done{}, err
	}
	return r.recommended(recommendation.SetDueDate{On: r.effect(), DueDateSet: recommendation.DueDateSet{Due: due, Reason: c.Reason, Source: c.Source}},
		r.t("a pour échéance ", "is due ")+r.interval(due))
}

// interval says an échéance with the days that were read in its words.
func (r *recording) interval(p domain.Period) string {
	if p.IsZero() {
		return r.t("aucun jour", "on no day")
	}
	words := r.t("« ", "\"") + p.Words + r.t(" »", "\"")
	days := domain.Period{From: p.From, To: p.To}
	switch {
	case days.IsZero():
		return words + r.t(" (aucun jour ne s'y lit)", " (no day is read in it)")
	case p.Words == "":
		return glossary.Period(days, r.l)
	}
	return words + " (" + glossary.Period(days, r.l) + ")"
}

// Attach adds evidence whose bytes are kept already.
type Attach struct {
	Effective
	recommendation.Evidence
	Words string `json:"mots,omitzero"`
}

// Route implements Command.
func (Attach) Route() Route {
	return Route{Name: "attach", Path: "/recommandations/{ref}/pieces", About: ARecommendation}
}

func (c Attach) record(r *recording) (done, error) {
	kept, err := r.kept(c.Evidence, "sha256")
	if err != nil {
		return done{}, err
	}
	said := r.t("a pour pièce « "+c.Name+" »", "has the evidence \""+c.Name+"\"")
	if !r.spoken {
		said += r.t(", empreinte ", ", hash ") + c.SHA256
	}
	return r.recommended(recommendation.AttachEvidence{On: r.effect(), EvidenceAttached: recommendation.EvidenceAttached{Evidence: kept, Words: c.Words}}, said)
}

// kept completes evidence with the size and the type that its bytes have. It
// refuses one whose bytes are not kept, or of another size than it says.
func (r *recording) kept(e recommendation.Evidence, place string) (recommendation.Evidence, error) {
	found, err := r.Evidence.Describe(r.ctx, e.Name, e.SHA256)
	if errors.Is(err, fs.ErrNotExist) {
		return e, fault.New(fault.NotFound, "piece.inconnue", "empreinte", e.SHA256).At(place).Because(err)
	}
	if err != nil {
		return e, err
	}
	if e.Size != 0 && e.Size != found.Size {
		return e, fault.New(fault.Invalid, field.Invalid, "lu", strconv.FormatInt(e.Size, 10)).At("taille")
	}
	e.Size, e.MediaType = found.Size, cmp.Or(e.MediaType, found.MediaType)
	return e, nil
}

// Link ties a recommendation to another, or to what words name.
type Link struct {
	Effective
	Kind   string        `json:"lien"` // reprise_de, issue_de, repondue_par
	To     string        `json:"recommandation,omitzero"`
	Words  string        `json:"mots,omitzero"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Link) Route() Route {
	return Route{Name: "link", Path: "/recommandations/{ref}/liens", About: ARecommendation}
}

func (c Link) record(r *recording) (done, error) {
	e := recommendation.Linked{Words: c.Words, Source: c.Source}
	var err error
	if e.Kind, err = oneOf(c.Kind, "lien", recommendation.LinkTakenFrom, recommendation.LinkIssuedFrom, recommendation.LinkAnsweredBy); err != nil {
		return done{}, err
	}
	target := e.Words
	if c.To != "" {
		if e.To, err = r.recommendation(c.To); err != nil {
			return done{}, at(err, "recommandation")
		}
		target = r.named(r.reference(e.To))
	}
	said := map[recommendation.LinkKind]string{
		recommendation.LinkTakenFrom: r.t("est reprise de ", "is taken from "), recommendation.LinkIssuedFrom: r.t("est issue de ", "is issued from "),
		recommendation.LinkAnsweredBy: r.t("a pour réponse ", "is answered by "),
	}[e.Kind]
	return r.recommended(recommendation.Link{On: r.effect(), Linked: e}, said+target)
}

// Absorb says that a record and its survivor are one.
type Absorb struct {
	Effective
	Survivor string        `json:"survivante"`
	Kind     string        `json:"genre"` // doublon, fusion
	Session  string        `json:"session,omitzero"`
	Reason   string        `json:"motif,omitzero"`
	Source   domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (Absorb) Route() Route {
	return Route{Name: "absorb", Path: "/recommandations/{ref}/absorptions", About: AnAbsorbingRecord}
}

func (c Absorb) record(r *recording) (done, error) {
	e := recommendation.Absorbed{Reason: c.Reason, Source: c.Source}
	var err error
	if e.Survivor, err = r.recommendation(c.Survivor); err != nil {
		return done{}, at(err, "survivante")
	}
	if e.Kind, err = oneOf(c.Kind, "genre", recommendation.Duplicate, recommendation.Merger); err != nil {
		return done{}, err
	}
	id, on, _, err := r.atSession(c.Session)
	if err != nil {
		return done{}, err
	}
	e.Session = id
	survivor := r.named(r.ownReference(e.Survivor))
	return r.recommended(recommendation.AbsorbInto{On: on, Absorbed: e}, r.t("ne fait qu'une avec ", "is one with ")+survivor)
}

// ownReference is the last that a survivor got otherwise than from the record
// that the command is about, which it has inherited where that is repeated.
func (r *recording) ownReference(survivor domain.RecommendationID) string {
	reference := r.reference(survivor)
	_ = r.see(func(v *register.View) error {
		absorbed, err := v.FindOwn(r.about.recommendation.String())
		if err != nil {
			return err
		}
		own, err := v.FindOwn(survivor.String())
		if err != nil {
			return err
		}
		for _, one := range slices.Backward(v.References(own)) {
			if !slices.Contains(v.References(absorbed), one) {
				reference = one
				break
			}
		}
		return nil
	})
	return reference
}
