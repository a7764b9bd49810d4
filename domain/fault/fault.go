// Package fault says how the ledger refuses: a kind, which decides what the
// outside answers (an HTTP status, an exit code), and a stable code, which
// leads to the text in the reader's language. It holds no text for people.
package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Kind is what sort of refusal it is.
type Kind uint8

// The kinds of refusal. Everything that is not a *Fault is Internal.
const (
	Internal    Kind = iota // the ledger's own failure
	Invalid                 // the request cannot be understood or breaks a form
	NotFound                // what it names does not exist, or may not be seen
	Refused                 // understood, but cannot follow from what is recorded
	Conflict                // somebody recorded something else meanwhile
	Forbidden               // not this actor's to do
	Unavailable             // the store takes no writes for now
	Anonymous               // nobody has said who asks
)

// kindNames are the names under which kinds travel.
var kindNames = [...]string{"interne", "invalide", "introuvable", "refus", "conflit", "interdit", "indisponible", "anonyme"}

// String gives the name under which the kind travels.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Internal]
}

// MarshalText writes the kind as String does.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kindNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("no kind of refusal %q", text)
	}
	*k = Kind(i)
	return nil
}

// Fault is a refusal. Code is stable and in French ASCII, such as
// "session.close"; Args fill the text of the catalogue; Place names where the
// fault lies in what was sent (a field, a row), empty for the whole;
// Possible lists what could be done instead, as command verbs or état names.
type Fault struct {
	Kind     Kind              `json:"genre"`
	Code     string            `json:"code"`
	Args     map[string]string `json:"arguments,omitempty"`
	Place    string            `json:"endroit,omitempty"`
	Possible []string          `json:"possibles,omitempty"`
	Cause    error             `json:"-"`
}

// New makes a fault; args are pairs of a name and a value.
func New(kind Kind, code string, args ...string) *Fault {
	f := &Fault{Kind: kind, Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = make(map[string]string, len(args)/2)
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// At returns the same fault, placed.
func (f *Fault) At(place string) *Fault {
	g := *f
	g.Place = place
	return &g
}

// Because returns the same fault with the error that led to it.
func (f *Fault) Because(err error) *Fault {
	g := *f
	g.Cause = err
	return &g
}

// Allowing returns the same fault with what could be done instead.
func (f *Fault) Allowing(possible ...string) *Fault {
	g := *f
	g.Possible = possible
	return &g
}

// Error is for programmers and logs; people read the catalogue's text.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Code)
	for _, k := range slices.Sorted(maps.Keys(f.Args)) {
		fmt.Fprintf(&b, " %s=%q", k, f.Args[k])
	}
	if f.Place != "" {
		fmt.Fprintf(&b, " at %s", f.Place)
	}
	if f.Cause != nil {
		fmt.Fprintf(&b, ": %v", f.Cause)
	}
	return b.String()
}

// Unwrap gives the error that led to the fault.
func (f *Fault) Unwrap() error { return f.Cause }

// KindOf gives the kind of the first fault in err's chain, Internal for none.
func KindOf(err error) Kind {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Kind
	}
	return Internal
}

// CodeOf gives the code of the first fault in err's chain, "" for none.
func CodeOf(err error) string {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Code
	}
	return ""
}
