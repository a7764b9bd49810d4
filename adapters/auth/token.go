// Package auth says who asks, by bearer tokens. A token is shown once, when it
// is issued; what is kept of it (beside the ledger, never among its events)
// does not give it back.
package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strings"
	"time"

	"suivi/domain/access"
	"suivi/domain/event"
)

// Codes of the refusals of this package.
const (
	RefusedUnknown = "acces.jeton_inconnu"
	RefusedExpired = "acces.jeton_expire"
	RefusedRevoked = "acces.jeton_revoque"
	// RefusedUnread: whoever asks, the tokens cannot be read.
	RefusedUnread = "acces.jetons_illisibles"

	ExpiryPast      = "jeton.expiration_passee"
	NoSuchToken     = "jeton.inconnu"
	Unreadable      = "jeton.illisible"
	FolderUnread    = "jeton.dossier_illisible"
	FolderUnwritten = "jeton.dossier_non_ecrit"
	AnothersFolder  = "jeton.dossier_d_un_autre"
)

// Token is what is kept of a token. Times are in UTC, to the second.
type Token struct {
	// ID names the token in lists and to revoke it; it is the part of the
	// printed form that may be shown.
	ID    string       `json:"id"`
	Scope access.Scope `json:"portee"`
	// Actor is who the events say recorded what came with this token.
	Actor     event.Actor `json:"acteur"`
	Hash      Hash        `json:"empreinte"`
	CreatedAt time.Time   `json:"cree_le"`
	ExpiresAt time.Time   `json:"expire_le,omitzero"`  // first instant at which it is refused; zero: never
	RevokedAt time.Time   `json:"revoque_le,omitzero"` // zero: not revoked
	// LastUsedAt is told by Store.List alone, late by a minute at most in a
	// folder, by a day in a log; zero: never used.
	LastUsedAt time.Time `json:"-"`
}

// Expired reports whether t had expired by now.
func (t Token) Expired(now time.Time) bool { return !t.ExpiresAt.IsZero() && !now.Before(t.ExpiresAt) }

// Hash is the SHA-256 of a printed token. Its secret is 256 random bits: a slow
// hash would protect it no better.
type Hash [sha256.Size]byte

// MarshalText writes hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(h[:])), nil }

// UnmarshalText reads hexadecimal.
func (h *Hash) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(h) {
		return fmt.Errorf("auth: not a SHA-256: %d characters", len(text))
	}
	copy(h[:], b)
	return nil
}

// A printed token is one word, as a double click selects it:
//
//	suivi_ID_SECRETCRC
//
// in Crockford's alphabet, which has no letters that look alike. The prefix
// lets scanners find leaked tokens (suivi_[0-9a-z]{8}_[0-9a-z]{59}); the CRC-32
// of all that comes before it tells a token that was miscopied from one that
// is not known.
const (
	prefix    = "suivi_"
	idLen     = 8  // 40 bits
	secretLen = 52 // 256 bits
	crcLen    = 7  // 32 bits
	secretAt  = len(prefix) + idLen + 1
	crcAt     = secretAt + secretLen
	printLen  = crcAt + crcLen
	alphabet  = "0123456789abcdefghjkmnpqrstvwxyz"
)

var encoding = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)

// newPrinted makes a token of fresh random bits.
func newPrinted() string {
	var bits [5 + 32]byte
	_, _ = rand.Read(bits[:]) // never fails: the program ends instead
	body := prefix + encoding.EncodeToString(bits[:5]) + "_" + encoding.EncodeToString(bits[5:])
	return body + checksum(body)
}

func checksum(body string) string {
	sum := crc32.ChecksumIEEE([]byte(body))
	return encoding.EncodeToString([]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
}

// IsWellFormed reports whether printed has the form of a token, every letter of
// it: not whether anybody knows it.
func IsWellFormed(printed string) bool {
	return len(printed) == printLen && strings.HasPrefix(printed, prefix) && printed[secretAt-1] == '_' &&
		isID(idOf(printed)) && isEncoded(printed[secretAt:]) && checksum(printed[:crcAt]) == printed[crcAt:]
}

// isEncoded reports whether s is written in our alphabet.
func isEncoded(s string) bool { return strings.Trim(s, alphabet) == "" }

// idOf reads the id out of a printed token of the right length.
func idOf(printed string) string { return printed[len(prefix) : secretAt-1] }

// isID reports whether id has the form of one; only then may it name a file.
func isID(id string) bool { return len(id) == idLen && isEncoded(id) }

// hashOf hashes a printed token of the right length, without allocating.
func hashOf(printed string) Hash {
	var text [printLen]byte
	copy(text[:], printed)
	return sha256.Sum256(text[:])
}
