// Package access says who asks and what they may do. It knows neither tokens
// nor passwords: an adapter tells who the bearer is.
package access

import (
	"fmt"
	"slices"

	"suivi/domain/event"
	"suivi/domain/fault"
)

// Codes of the refusals of this package.
const (
	RefusedAnonymous = "acces.sans_jeton"
	RefusedScope     = "acces.insuffisant"
)

// Scope is what a bearer may do; each includes the ones before it.
type Scope uint8

// The scopes, from none to all.
const (
	Nothing Scope = iota
	Count         // counters and no text
	Read          // every table and list
	Record        // every command
)

var scopeNames = [...]string{"", "compter", "lire", "enregistrer"}

// Scopes lists those that a bearer can be given.
func Scopes() []Scope { return []Scope{Count, Read, Record} }

// String gives the stored name.
func (s Scope) String() string {
	if int(s) < len(scopeNames) {
		return scopeNames[s]
	}
	return fmt.Sprintf("Scope(%d)", uint8(s))
}

// MarshalText gives the stored name; an unknown scope has none.
func (s Scope) MarshalText() ([]byte, error) {
	if int(s) >= len(scopeNames) {
		return nil, fmt.Errorf("access: no scope %d", uint8(s))
	}
	return []byte(scopeNames[s]), nil
}

// UnmarshalText reads a stored name, and only that.
func (s *Scope) UnmarshalText(text []byte) error {
	i := slices.Index(scopeNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("access: no scope %q", text)
	}
	*s = Scope(i)
	return nil
}

// Bearer is who asks: an actor as events name it, and what it may do. The zero
// Bearer is nobody.
type Bearer struct {
	event.Actor
	Scope Scope
	// Token names the token that was shown, for logs; it is no secret. "" where
	// none was.
	Token string
}

// Action is what is asked: the name of a table or of a command, as the command
// line calls it, and the scope that it needs.
type Action struct {
	Needs Scope
	Name  string
}

// May says whether b may do a: nil, or a fault that is Anonymous where nobody
// has said who asks and Forbidden where the scope does not go as far. Every
// request of permission comes here, and roles will too.
func (b Bearer) May(a Action) error {
	switch {
	case b.Scope >= a.Needs:
		return nil
	case b.Scope == Nothing:
		return fault.New(fault.Anonymous, RefusedAnonymous)
	}
	return fault.New(fault.Forbidden, RefusedScope, "portee", b.Scope.String(), "necessaire", a.Needs.String())
}
