package httpapi

import (
	"strconv"
	"strings"
)

// tagOf is the weak tag of an answer: the position of the log, the day where
// the answer depends on it, and the question with the program's build.
func (s *Server) tagOf(of moment, dated bool, address string) string {
	h := fnv64(fnv64(fnvOffset, s.Release), address)
	b := make([]byte, 0, 64)
	b = append(b, `W/"`...)
	b = append(b, of.position.String()...)
	if dated {
		b = append(b, '.')
		b = append(b, of.today.String()...)
	}
	b = append(b, '.')
	b = strconv.AppendUint(b, h, 36)
	return string(append(b, '"'))
}

const fnvOffset uint64 = 14695981039346656037

// fnv64 is FNV-1a, without the allocation of hash/fnv.
func fnv64(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// sameTag reports whether an If-None-Match header names tag: weakly, as
// RFC 9110 compares there.
func sameTag(header []string, tag string) bool {
	for _, line := range header {
		if line == tag {
			return true
		}
		for one := range strings.SplitSeq(line, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
