package desk

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	fieldrules "suivi/domain/field"
	"suivi/domain/forum"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// fields are those of one event that a rectification may give anew, by their
// stored names.
type fields struct {
	copy  reflect.Value
	named map[string]reflect.Value
	order []string // of the names, as the event holds them
	// rates are those of the event and those that it may have, each a field of
	// its own ("taux.taux_d_execution").
	rates   []session.Rate
	printed *[]session.Rate // of the copy
}

// fixedFields make an event the one it is: another value would be another
// fact, to be recorded as such.
var fixedFields = []string{"session", "cadre", "code", "suite", "pieces", "sha256"}

// rateNames are those that reports print.
var rateNames = []followup.RateName{followup.RateExecuted, followup.RateCumulated, followup.RateWithoutNoObject, followup.RateCarriedOver}

func editable(p event.Payload) *fields {
	f := &fields{copy: reflect.New(reflect.TypeOf(p)).Elem(), named: map[string]reflect.Value{}}
	f.copy.Set(reflect.ValueOf(p))
	if found, is := f.copy.Addr().Interface().(*recommendation.Found); is {
		f.name("etat", reflect.ValueOf(&found.State).Elem())
	}
	f.collect(f.copy, "")
	return f
}

func (f *fields) collect(v reflect.Value, prefix string) {
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous:
			f.collect(value, prefix)
		case name == "" || name == "-" || slices.Contains(fixedFields, name):
		case field.Type == reflect.TypeFor[domain.Source]():
			f.collect(value, name+".")
		case field.Type == reflect.TypeFor[[]session.Rate]():
			f.collectRates(value.Addr().Interface().(*[]session.Rate), name+".")
		default:
			f.name(prefix+name, value)
		}
	}
}

func (f *fields) collectRates(printed *[]session.Rate, prefix string) {
	f.printed, f.rates = printed, slices.Clone(*printed)
	for _, name := range rateNames {
		if !slices.ContainsFunc(f.rates, func(r session.Rate) bool { return r.Name == string(name) }) {
			f.rates = append(f.rates, session.Rate{Name: string(name)})
		}
	}
	for i := range f.rates {
		f.name(prefix+f.rates[i].Name, reflect.ValueOf(&f.rates[i].Printed).Elem())
	}
}

func (f *fields) name(name string, value reflect.Value) {
	f.named[name], f.order = value, append(f.order, name)
}

func (f *fields) payload() event.Payload {
	if f.printed != nil {
		*f.printed = slices.DeleteFunc(slices.Clone(f.rates), func(r session.Rate) bool { return r.Printed == "" })
	}
	p, _ := f.copy.Interface().(event.Payload)
	return p
}

// needed must not be emptied by a rectification.
var needed = []string{"nom", "texte", "objet", "seances"}

// set reads value as the field's own kind of value. An empty one empties it.
func (f *fields) set(r *recording, name, value string) (err error) {
	field, known := f.named[name]
	if !known {
		return fault.New(fault.Invalid, "rectification.champ_inconnu", "champ", name, "possibles", strings.Join(slices.Sorted(maps.Keys(f.named)), ", "))
	}
	if value == "" && slices.Contains(needed, name) {
		return fault.New(fault.Invalid, "champ.vide")
	}
	switch into := field.Addr().Interface().(type) {
	case *string:
		*into = value
	case *[]string:
		*into = split(value)
	case *int:
		if *into = 0; value != "" {
			*into, err = fieldrules.Count(name, value)
		}
	case **int:
		if *into = nil; value != "" {
			n, bad := fieldrules.Count(name, value)
			*into, err = &n, bad
		}
	case *domain.State:
		*into, err = stateAt(value, "")
	case *domain.Period:
		switch name {
		case "echeance":
			*into, err = dueDate(value, r.about.fact.Day, "")
		case "prevue":
			*into, err = periodAt(value, "")
		default:
			*into, err = r.happenedAt(value, "")
		}
	case *[]domain.Period:
		*into = nil
		for _, part := range split(value) {
			p, bad := r.happenedAt(part, "")
			if bad != nil {
				return bad
			}
			*into = append(*into, p)
		}
	case *[]domain.Owner:
		if *into = nil; value != "" {
			*into, err = r.owners([]string{value}, "")
		}
	case *domain.OrganizationID:
		if *into = (domain.OrganizationID{}); value != "" && value != NoParent {
			*into, err = r.organization(value, "")
		}
	case *domain.ForumID:
		if *into = (domain.ForumID{}); value != "" && value != NoParent {
			_, *into, err = r.forum(value)
		}
	case *[]domain.ForumID:
		*into, err = r.forums(split(value), "")
	case *domain.RecommendationID:
		if *into = (domain.RecommendationID{}); value != "" {
			*into, err = r.recommendation(value)
		}
	case *domain.SessionID:
		if *into = (domain.SessionID{}); value != "" {
			*into, err = r.session(value)
		}
	case *[]domain.SessionID:
		*into, err = r.sessions(split(value), "")
	case *[]session.Item:
		*into, err = r.itemsInstead(*into, split(value))
	default:
		return setWord(field, value)
	}
	return err
}

// setWord sets a field that holds one of a few words.
func setWord(field reflect.Value, value string) (err error) {
	switch into := field.Addr().Interface().(type) {
	case *domain.Nature:
		*into, err = oneOf(value, "", natures...)
	case *domain.Phase:
		*into, err = oneOf(value, "", phases...)
	case *session.Kind:
		*into, err = oneOf(value, "", "", session.Ordinary, session.Extraordinary)
	case *session.Origin:
		*into, err = oneOf(value, "", session.ByRule, session.BySecretariat)
	case *forum.Examines:
		*into, err = oneOf(value, "", "", forum.PreviousLists, forum.AllOpen, forum.Nothing)
	case *forum.Word:
		*into, err = oneOf(value, "", "", forum.WordOfSession, forum.WordOfOwners)
	case *recommendation.Motive:
		*into, err = oneOf(value, "", recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther)
	case *recommendation.LinkKind:
		*into, err = oneOf(value, "", recommendation.LinkTakenFrom, recommendation.LinkIssuedFrom, recommendation.LinkAnsweredBy)
	case *recommendation.AbsorptionKind:
		*into, err = oneOf(value, "", recommendation.Duplicate, recommendation.Merger)
	default:
		return fault.New(fault.Invalid, "rectification.champ_fixe")
	}
	return err
}

// itemsInstead are those of a fixed list by their references, in order. One
// that was on it stays as it was there.
func (r *recording) itemsInstead(was []session.Item, names []string) (items []session.Item, err error) {
	var as []string
	err = r.see(func(v *register.View) error {
		for _, item := range was {
			as = append(as, nameOf(v, item.Recommendation))
		}
		return nil
	})
	if err != nil || slices.Equal(as, names) {
		return was, err
	}
	for n, name := range names {
		if at := slices.Index(as, name); at >= 0 {
			items, as[at] = append(items, was[at]), ""
		} else if found, err := r.listItems([]string{name}); err != nil {
			return nil, err
		} else {
			items = append(items, found...)
		}
		items[n].Place = n + 1
	}
	return items, nil
}

// split cuts a list at semicolons.
func split(value string) (all []string) {
	for part := range strings.SplitSeq(value, ";") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
