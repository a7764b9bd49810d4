package ledger

import (
	"context"
	"iter"
	"strings"

	"suivi/domain/event"
)

// Streams that a store may hold beside the ledger's own, by how their names
// begin. They are loaded by name alone: no projection, count or proof reads
// them.
const (
	EvidencePrefix = "piece-"  // the bytes of a piece of evidence, by their SHA-256
	TokenPrefix    = "jeton-"  // who may ask
	ImportPrefix   = "import-" // what people settled for imports
)

// IsBeside reports whether a stream lies beside the ledger.
func IsBeside(stream string) bool {
	for _, prefix := range []string{EvidencePrefix, TokenPrefix, ImportPrefix} {
		if strings.HasPrefix(stream, prefix) {
			return true
		}
	}
	return false
}

// ReadOwn is log.Read without what lies beside the ledger.
func ReadOwn(ctx context.Context, log EventLog, from event.Position) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		for rec, err := range log.Read(ctx, from) {
			if err == nil && IsBeside(rec.Stream) {
				continue
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}
