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

// CodesOfTheAPI are those that it answers with.
func CodesOfTheAPI() []string { return slices.Concat(slices.Collect(maps.Values(refusals))...) }
