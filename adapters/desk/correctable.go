package desk

import (
	"cmp"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// CorrectableField is one field of an event, as Rectify takes it.
type CorrectableField struct {
	Name     string   // the stored one
	Value    string   // as people write it; Rectify reads the same in it
	Possible []string // the stored values that it may have, nil where others are possible; "" is none
	Names    Subject  // what the value is a reference of, Nothing where of none or of several
}

// Correctable are the fields of an event that Rectify may give anew, in the
// order in which the event holds them, with what they hold.
func Correctable(v *register.View, p event.Payload) []CorrectableField {
	f := editable(p)
	all := make([]CorrectableField, 0, len(f.order))
	for _, name := range f.order {
		if c, written := writeField(v, f.named[name].Interface()); written {
			c.Name = name
			all = append(all, c)
		}
	}
	return all
}

// writeField writes a value as fields.set reads it; of a kind that it does not
// read, nothing is written.
func writeField(v *register.View, value any) (c CorrectableField, written bool) {
	switch value := value.(type) {
	case string:
		return CorrectableField{Value: value}, true
	case []string:
		return CorrectableField{Value: strings.Join(value, "; ")}, true
	case int:
		return CorrectableField{Value: pickText(value != 0, strconv.Itoa(value))}, true
	case *int:
		if value == nil {
			return CorrectableField{}, true
		}
		return CorrectableField{Value: strconv.Itoa(*value)}, true
	case domain.Period:
		return CorrectableField{Value: glossary.Period(value, glossary.French)}, true
	case []domain.Period:
		parts := make([]string, len(value))
		for i, p := range value {
			parts[i] = glossary.Period(p, glossary.French)
		}
		return CorrectableField{Value: strings.Join(parts, "; ")}, true
	case []domain.Owner:
		return CorrectableField{Value: WriteOwners(v, value)}, true
	case domain.OrganizationID:
		return named(v, AnOrganization, value), true
	case domain.RecommendationID:
		return named(v, ARecommendation, value), true
	case domain.ForumID:
		return named(v, AForum, value), true
	case domain.SessionID:
		return named(v, ASession, value), true
	case []domain.ForumID:
		return CorrectableField{Value: namesOf(v, value)}, true
	case []domain.SessionID:
		return CorrectableField{Value: namesOf(v, value)}, true
	case []session.Item:
		ids := make([]domain.RecommendationID, len(value))
		for i, item := range value {
			ids[i] = item.Recommendation
		}
		return CorrectableField{Value: namesOf(v, ids)}, true
	case domain.State:
		return CorrectableField{Value: value.String(), Possible: []string{domain.InProgress.String(), domain.Executed.String(), domain.NotDone.String()}}, true
	case domain.Nature:
		return word(value, natures...), true
	case domain.Phase:
		return word(value, phases...), true
	case session.Kind:
		return word(value, "", session.Ordinary, session.Extraordinary), true
	case session.Origin:
		return word(value, session.ByRule, session.BySecretariat), true
	case forum.Examines:
		return word(value, "", forum.PreviousLists, forum.AllOpen, forum.Nothing), true
	case forum.Word:
		return word(value, "", forum.WordOfSession, forum.WordOfOwners), true
	case recommendation.Motive:
		return word(value, recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther), true
	case recommendation.LinkKind:
		return word(value, recommendation.LinkTakenFrom, recommendation.LinkIssuedFrom, recommendation.LinkAnsweredBy), true
	case recommendation.AbsorptionKind:
		return word(value, recommendation.Duplicate, recommendation.Merger), true
	}
	return c, false
}

// identity is that of what has a reference.
type identity interface {
	IsZero() bool
	String() string
}

func named[I identity](v *register.View, names Subject, id I) CorrectableField {
	if id.IsZero() {
		return CorrectableField{Names: names}
	}
	return CorrectableField{Value: nameOf(v, id), Names: names}
}

func namesOf[I identity](v *register.View, ids []I) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = nameOf(v, id)
	}
	return strings.Join(all, "; ")
}

// nameOf is what people type for an identity; itself where it has no name.
func nameOf(v *register.View, id identity) string { return cmp.Or(v.NameOf(id.String()), id.String()) }

func word[W ~string](value W, possible ...W) CorrectableField {
	c := CorrectableField{Value: string(value)}
	for _, w := range possible {
		c.Possible = append(c.Possible, string(w))
	}
	return c
}

func pickText(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

// WriteOwners writes owners as commands read them: "MAECI > DRH (chef de file) +
// MMEIA".
func WriteOwners(v *register.View, owners []domain.Owner) string {
	if len(owners) == 0 {
		return ""
	}
	return writtenBy(v).Format(owners)
}
