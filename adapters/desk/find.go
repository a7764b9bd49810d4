package desk

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// Shown references, as reports print them: "CC-CPS-SCI 2023/1, n° 3".
var shownReference = regexp.MustCompile(`^(\S+) ([^\s,]+)(?:, ?(n° ?|no\. ?|point |item )(\S+))?$`)

// Typed gives the form of a reference that finds, out of either that people
// use.
func Typed(reference string) string {
	plain := strings.TrimSpace(strings.ReplaceAll(reference, "\u00a0", " "))
	parts := shownReference.FindStringSubmatch(plain)
	if parts == nil {
		return plain
	}
	out := parts[1] + "." + strings.Replace(parts[2], "/", "-", 1)
	switch {
	case parts[4] == "":
		return out
	case parts[3] == "point " || parts[3] == "item ":
		return out + ".p" + parts[4]
	}
	return out + "." + parts[4]
}

// find looks up what the command is about.
func (r *recording) find(kind Subject, name string) (err error) {
	a := &r.about
	a.name = name
	switch kind {
	case AForum:
		a.code, a.forum, err = r.forum(name)
		a.stream = forum.Stream(a.forum)
	case AnOrganization:
		a.code, err = r.structure(name)
		a.organization = organization.IDOf(a.code)
		a.stream = organization.Stream(a.organization)
	case ASession:
		a.session, err = r.session(name)
		a.stream = session.Stream(a.session)
	case ARecommendation:
		a.recommendation, err = r.recommendation(name)
		a.stream = recommendation.Stream(a.recommendation)
	case AnAbsorbingRecord:
		a.recommendation, err = r.ownRecommendation(name)
		a.stream = recommendation.Stream(a.recommendation)
	case AnEvent:
		a.fact, err = r.recordedFact(strings.TrimSpace(name))
		a.stream = a.fact.Stream
	}
	return err
}

func (r *recording) session(name string) (id domain.SessionID, err error) {
	err = r.see(func(v *register.View) error {
		s, err := v.FindSession(v.Spelled(Typed(name)))
		if err == nil {
			id = v.SessionID(s)
		}
		return err
	})
	return id, err
}

// sessions reads several, where one field names each.
func (r *recording) sessions(names []string, place string) (all []domain.SessionID, err error) {
	for _, name := range names {
		id, err := r.session(name)
		if err != nil {
			return nil, at(err, place)
		}
		all = append(all, id)
	}
	return all, nil
}

// sessionReference is what people type for a session.
func (r *recording) sessionReference(id domain.SessionID) string { return r.nameOf(id) }

// nameOf is what people type for what has an identity, itself where nothing is.
func (r *recording) nameOf(id identity) (name string) {
	_ = r.see(func(v *register.View) error {
		name = nameOf(v, id)
		return nil
	})
	return name
}

// recommendation finds one by a reference, which an absorbed record's survivor
// has inherited, or by its identity, which remains its own.
func (r *recording) recommendation(name string) (id domain.RecommendationID, err error) {
	err = r.see(func(v *register.View) error {
		find := v.Find
		if _, err := ulid.ParseStrict(name); err == nil {
			find = v.FindOwn
		}
		i, err := find(v.Spelled(Typed(name)))
		if err == nil {
			id = v.ID(i)
		}
		return err
	})
	return id, err
}

// ownRecommendation finds a record itself, absorbed or not.
func (r *recording) ownRecommendation(name string) (id domain.RecommendationID, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(v.Spelled(Typed(name)))
		if err == nil {
			id = v.ID(i)
		}
		return err
	})
	return id, err
}

// reference is the last that a recommendation got.
func (r *recording) reference(id domain.RecommendationID) (reference string) {
	_ = r.see(func(v *register.View) error {
		reference = id.String()
		if i, err := v.FindOwn(id.String()); err == nil {
			reference = v.Describe(i).Reference
		}
		return nil
	})
	return reference
}

// forum finds a forum, and gives the code that its stream is named after.
func (r *recording) forum(name string) (code string, id domain.ForumID, err error) {
	err = r.see(func(v *register.View) error {
		f, err := v.FindForum(v.Spelled(strings.TrimSpace(name)))
		if err == nil {
			code, id = v.Forum(f).Code, forum.IDOf(v.Forum(f).Code)
		}
		return err
	})
	return code, id, err
}

func (r *recording) forums(names []string, place string) (all []domain.ForumID, err error) {
	for _, name := range names {
		_, id, err := r.forum(name)
		if err != nil {
			return nil, at(err, place)
		}
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all, nil
}

// structure finds a structure itself, merged or not, and the code that its
// stream is named after.
func (r *recording) structure(name string) (code string, err error) {
	err = r.see(func(v *register.View) error {
		o, err := v.FindOrganization(strings.TrimSpace(name))
		if err == nil {
			code = v.Organization(o).Code
		}
		return err
	})
	if _, is := errors.AsType[*fault.Fault](err); is && fault.KindOf(err) == fault.NotFound {
		if id, near := r.organization(name, ""); near == nil {
			return r.codeOf(id), nil
		} else {
			return "", near
		}
	}
	return code, err
}

func (r *recording) codeOf(id domain.OrganizationID) string { return r.nameOf(id) }
