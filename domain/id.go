package domain

import (
	"crypto/sha256"
	"fmt"

	"github.com/oklog/ulid/v2"
)

// ID is a stable identity for life: a ULID whose kind the compiler knows, so
// that a session can never be passed where a recommendation is meant. Its
// zero value means "none". It is written as 26 Crockford characters and sorts
// by the time of its creation.
type ID[Kind any] struct{ ulid.ULID }

type (
	recommendationKind struct{}
	sessionKind        struct{}
	forumKind          struct{}
	organizationKind   struct{}
)

// The identities of the four aggregates.
type (
	RecommendationID = ID[recommendationKind]
	SessionID        = ID[sessionKind]
	ForumID          = ID[forumKind]
	OrganizationID   = ID[organizationKind]
)

// IsZero reports whether id names nothing.
func (id ID[Kind]) IsZero() bool { return id.ULID == ulid.ULID{} }

// Less orders identities by creation, then by chance: a total order that does
// not depend on when anything was recorded.
func (id ID[Kind]) Less(other ID[Kind]) bool { return id.Compare(other.ULID) < 0 }

// UnmarshalText reads the 26 characters of a ULID, in either case, and refuses
// any other text.
func (id *ID[Kind]) UnmarshalText(b []byte) error {
	u, err := ulid.ParseStrict(string(b))
	if err != nil {
		return err
	}
	id.ULID = u
	return nil
}

// ParseID reads the 26 characters of a ULID, in either case.
func ParseID[I ~struct{ ulid.ULID }](s string) (I, error) {
	u, err := ulid.ParseStrict(s)
	return I{u}, err
}

// DeriveID gives an identity that depends on nothing but its parts: whoever
// names the same thing gets the same identity.
func DeriveID[I ~struct{ ulid.ULID }](parts ...string) I {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return I{ulid.ULID(h.Sum(nil)[:16])}
}
