package httpapi

import (
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// storedWords are the few words that a value of a type may be, in the order in
// which lists of them are shown.
var storedWords = map[reflect.Type][]any{
	reflect.TypeFor[domain.State]():                  words(domain.States()...),
	reflect.TypeFor[recommendation.Standing]():       standings(),
	reflect.TypeFor[register.Stage]():                words(register.Stages()...),
	reflect.TypeFor[desk.ImportOutcome]():            words(desk.ImportOutcomes()...),
	reflect.TypeFor[fault.Kind]():                    kindsOfFault(),
	reflect.TypeFor[domain.Nature]():                 words(domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective),
	reflect.TypeFor[domain.Phase]():                  words(domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical),
	reflect.TypeFor[domain.Role]():                   words(domain.RoleLead, domain.RoleAssociated),
	reflect.TypeFor[session.Kind]():                  words(session.Ordinary, session.Extraordinary),
	reflect.TypeFor[forum.Examines]():                words(forum.PreviousLists, forum.AllOpen, forum.Nothing),
	reflect.TypeFor[forum.Word]():                    words(forum.WordOfSession, forum.WordOfOwners),
	reflect.TypeFor[recommendation.Motive]():         words(recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther),
	reflect.TypeFor[recommendation.LinkKind]():       words(recommendation.LinkTakenFrom, recommendation.LinkIssuedFrom, recommendation.LinkAnsweredBy),
	reflect.TypeFor[recommendation.AbsorptionKind](): words(recommendation.Duplicate, recommendation.Merger),
	reflect.TypeFor[register.DropReason]():           words(register.NotExamined, register.NotCarriedOver),
	reflect.TypeFor[followup.RateName]():             words(followup.RateExecuted, followup.RateCumulated, followup.RateWithoutNoObject, followup.RateCarriedOver),
}

// retained are the états that a session retains, and that a structure
// declares.
type retained struct{}

// takenWords are the fields of requests and the parameters that take the words
// of a type, though their own is string: people's ways of writing them are
// read as well.
var takenWords = map[string]reflect.Type{
	"PlanificationDeSession.genre":       reflect.TypeFor[session.Kind](),
	"PlanificationDeSession.phase":       reflect.TypeFor[domain.Phase](),
	"Formulation.nature":                 reflect.TypeFor[domain.Nature](),
	"FixationDeRegle.examine":            reflect.TypeFor[forum.Examines](),
	"FixationDeRegle.parole_retenue":     reflect.TypeFor[forum.Word](),
	"Constat.etat":                       reflect.TypeFor[retained](),
	"LigneDExamen.etat":                  reflect.TypeFor[retained](),
	"DeclarationDeSituation.etat":        reflect.TypeFor[retained](),
	"Classement.motif":                   reflect.TypeFor[recommendation.Motive](),
	"LigneDExamen.motif_de_classement":   reflect.TypeFor[recommendation.Motive](),
	"Lien.lien":                          reflect.TypeFor[recommendation.LinkKind](),
	"Absorption.genre":                   reflect.TypeFor[recommendation.AbsorptionKind](),
	"query.etat":                         reflect.TypeFor[domain.State](),
	"query.etape":                        reflect.TypeFor[register.Stage](),
	"query.situation":                    reflect.TypeFor[recommendation.Standing](),
	"LigneDuTableau.classee":             reflect.TypeFor[recommendation.Motive](),
	"Recommandation.motif_de_classement": reflect.TypeFor[recommendation.Motive](),
}

func init() {
	storedWords[reflect.TypeFor[retained]()] = words(domain.InProgress, domain.Executed, domain.NotDone)
}

func words[W any](all ...W) (out []any) {
	for _, w := range all {
		if named, is := any(w).(interface{ String() string }); is {
			out = append(out, named.String())
		} else {
			out = append(out, reflect.ValueOf(w).String())
		}
	}
	return out
}

func standings() (out []any) {
	for s := recommendation.Proposed; s <= recommendation.NeverMade; s++ {
		out = append(out, s.String())
	}
	return out
}

func kindsOfFault() (out []any) {
	for k := fault.Internal; k <= fault.Anonymous; k++ {
		out = append(out, k.String())
	}
	return out
}

// Forms of identifiers and positions.
const (
	ulidPattern     = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
	positionPattern = "^[0-9]+(-[0-9]+)?$"
	sha256Pattern   = "^[0-9a-f]{64}$"
)

// detail says of a scalar what its Go type promises beyond being a string or a
// number.
func detail(s *huma.Schema, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice && s.Items != nil {
		detail(s.Items, t.Elem())
		return
	}
	switch t {
	case reflect.TypeFor[domain.Day]():
		s.Format = "date"
	case reflect.TypeFor[event.Position]():
		s.Pattern = positionPattern
	case reflect.TypeFor[event.Version]():
		s.Minimum = new(float64)
	case reflect.TypeFor[ulid.ULID](), reflect.TypeFor[domain.ForumID](), reflect.TypeFor[domain.OrganizationID](),
		reflect.TypeFor[domain.SessionID](), reflect.TypeFor[domain.RecommendationID]():
		s.Pattern = ulidPattern
	}
	if stored, few := storedWords[t]; few {
		s.Enum = slices.Clone(stored)
	}
}

// fieldsOf gives the Go type of each JSON field of a struct, those of embedded
// ones included.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			for inner, type_ := range fieldsOf(f.Type) {
				if _, outer := all[inner]; !outer {
					all[inner] = type_
				}
			}
		case f.IsExported() && name != "" && name != "-":
			all[name] = f.Type
		}
	}
	return all
}
