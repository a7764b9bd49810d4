package integrity

import (
	"cmp"
	"reflect"
	"slices"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// follow notes whatever an event names, wherever it stands in it: an identity
// that a later version adds to an event is checked without a word more here.
func (c *Checker) follow(at Place, e event.Envelope) {
	if _, is := e.Payload.(session.Inscribed); is {
		return // what it names follows from it: see compareLists
	}
	c.walk(at, reflect.ValueOf(e.Payload))
}

func (c *Checker) walk(at Place, v reflect.Value) {
	switch x := v.Interface().(type) {
	case domain.RecommendationID:
		c.target(at, recommendation.Stream(x), x.IsZero())
		return
	case domain.SessionID:
		c.target(at, session.Stream(x), x.IsZero())
		return
	case domain.ForumID:
		c.target(at, forum.Stream(x), x.IsZero())
		return
	case domain.OrganizationID:
		c.target(at, organization.Stream(x), x.IsZero())
		return
	case recommendation.Evidence:
		if _, known := c.report.Evidence[x.SHA256]; !known {
			c.report.Evidence[x.SHA256] = at
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.walk(at, v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				c.walk(at, v.Index(i))
			}
		}
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			c.walk(at, v.Elem())
		}
	}
}

func (c *Checker) target(at Place, stream string, none bool) {
	if !none && stream != at.Stream {
		c.targets = append(c.targets, claim[string]{at, stream})
	}
}

// Sort orders problems by their place in the log.
func Sort(all []Problem) {
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Stream, b.Stream))
	})
}
