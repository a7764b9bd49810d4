package auth

import (
	"context"
	"time"
)

// Store keeps tokens. Its methods may be called at once from many goroutines,
// and other processes may write to the same store.
type Store interface {
	// Create keeps a token durably; its id must be new.
	Create(ctx context.Context, t Token) error
	// Find gives a token by its id, and false where there is none. It is called
	// at each request and answers from memory; what another process has written
	// is seen within a second.
	Find(ctx context.Context, id string) (Token, bool, error)
	// List gives every token, the oldest first, with its last use. Tokens that
	// cannot be read are told by the error; the others are given all the same.
	List(ctx context.Context) ([]Token, error)
	// Revoke marks a token as revoked, durably, and gives it as it then stands.
	// One that was revoked before keeps its time, and false says so. An unknown
	// id is NoSuchToken.
	Revoke(ctx context.Context, id string, at time.Time) (t Token, now bool, err error)
	// Used notes that a token was used; a store may note no more than one use a
	// day. It outlives the process.
	Used(ctx context.Context, id string, at time.Time) error
}
