package httpapi

import (
	"maps"
	"slices"

	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// SaidOfCode is what the page of a code says, and whether the API answers with
// it.
func SaidOfCode(s *Server, code string, l glossary.Language) (said string, isAnswered bool) {
	return s.codeRow(code, l).Said, answered(code)
}

var kindNames = map[fault.Kind]string{fault.Internal: "Internal", fault.Invalid: "Invalid", fault.NotFound: "NotFound", fault.Refused: "Refused",
	fault.Conflict: "Conflict", fault.Forbidden: "Forbidden", fault.Unavailable: "Unavailable", fault.Anonymous: "Anonymous"}

// KindsOfCode are the kinds, by their Go names, that the API knows a code by.
func KindsOfCode(code string) (kinds []string) {
	for kind, codes := range refusals {
		if slices.Contains(codes, code) {
			kinds = append(kinds, kindNames[kind])
		}
	}
	return kinds
}

// Kept are the answers that are kept of one position.
type Kept struct{ answers }

// Keep keeps a body under an address.
func (k *Kept) Keep(address string, body []byte) { k.keep(address, newAnswer(moment{today: 1}, body)) }

// Has tells whether an address has an answer.
func (k *Kept) Has(address string) bool { return k.get(moment{today: 1}, address) != nil }

// Size is what they are counted as, in bytes.
func (k *Kept) Size() int { return k.size }

// CodesOfTheAPI are those that it answers with.
func CodesOfTheAPI() []string { return slices.Concat(slices.Collect(maps.Values(refusals))...) }

// Recall takes all the turns of those who ask of the past, until free is called.
func (s *Server) Recall() (free func()) {
	for range cap(s.recalling) {
		s.recalling <- struct{}{}
	}
	return func() {
		for range cap(s.recalling) {
			<-s.recalling
		}
	}
}
