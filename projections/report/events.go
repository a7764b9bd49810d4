package report

import (
	"strings"

	"suivi/domain/event"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/projections/history"
)

var eventNames = map[event.Type]glossary.Text{
	recommendation.FormulatedV1:  {FR: "formulée", EN: "made"},
	recommendation.ValidatedV1:   {FR: "validée", EN: "validated"},
	recommendation.SetAsideV1:    {FR: "écartée", EN: "set aside"},
	recommendation.InProgressV1:  {FR: "mise en cours", EN: "found in progress"},
	recommendation.ExecutedV1:    {FR: "exécutée", EN: "found executed"},
	recommendation.NotDoneV1:     {FR: "non réalisée", EN: "found not done"},
	recommendation.CarriedOverV1: {FR: "reconduite", EN: "carried over"},
	recommendation.DeclaredV1:    {FR: "situation déclarée", EN: "situation declared"},
	recommendation.ReassignedV1:  {FR: "réaffectée", EN: "reassigned"},
	recommendation.DueDateSetV1:  {FR: "échéance fixée", EN: "due date set"},
	recommendation.EvidenceV1:    {FR: "pièce jointe", EN: "evidence attached"},
	recommendation.LinkedV1:      {FR: "liée", EN: "linked"},
	recommendation.ClassedV1:     {FR: "classée", EN: "classed"},
	recommendation.AbsorbedV1:    {FR: "absorbée", EN: "absorbed"},
	recommendation.RectifiedV1:   {FR: "rectifiée", EN: "rectified"},
}

// EventName is what people read of a type of event; the type itself where it
// has no name.
func EventName(t event.Type, l glossary.Language) string {
	if name, known := streamEventNames[t]; known {
		return name.In(l)
	}
	return writer{l}.eventType(string(t))
}

func (w writer) eventType(t string) string {
	if name, known := eventNames[event.Type(t)]; known {
		return name.In(w.l)
	}
	return t
}

func (w writer) eventName(e history.Entry) string {
	name := w.eventType(string(e.Type))
	if e.Reference != "" {
		name += ", " + glossary.Reference(e.Reference, w.l)
	}
	if e.Of != "" {
		name += w.t(" (du doublon ", " (of the duplicate ") + e.Of + ")"
	}
	return name
}

// said is what an event says in words.
func (w writer) said(p event.Payload) string {
	switch p := p.(type) {
	case recommendation.Formulated:
		return p.Text
	case recommendation.Validated:
		return p.Text
	case recommendation.SetAside:
		return p.Reason
	case recommendation.Found:
		return joinNonEmpty(" — ", p.Words, p.Observation, p.Reopening)
	case recommendation.CarriedOver:
		return joinNonEmpty(" — ", p.Text, p.Reopening)
	case recommendation.Declared:
		return joinNonEmpty(" — ", w.word(p.State.String()), p.Words)
	case recommendation.Reassigned:
		return p.Reason
	case recommendation.DueDateSet:
		return joinNonEmpty(" — ", glossary.Period(p.Due, w.l), p.Reason)
	case recommendation.EvidenceAttached:
		return joinNonEmpty(" — ", p.Name, p.Words)
	case recommendation.Linked:
		return p.Words
	case recommendation.Classed:
		return joinNonEmpty(" — ", w.word(string(p.Motive)), p.Words, p.Observation)
	case recommendation.Absorbed:
		return joinNonEmpty(" — ", w.word(string(p.Kind)), p.Reason)
	case recommendation.Rectified:
		return joinNonEmpty(" — ", strings.TrimSpace(p.Reason), w.instead(p))
	}
	return ""
}

func (w writer) instead(r recommendation.Rectified) string {
	if r.Void || r.Instead == nil {
		return w.t("n'a jamais eu lieu", "never happened")
	}
	return w.t("il faut lire : ", "should read: ") + joinNonEmpty(", ", w.eventType(string(r.Type)), w.said(r.Instead))
}
