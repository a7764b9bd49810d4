package web

import (
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"
)

// param is a part of the address, as it was typed.
func (v *visit) param(name string) string {
	value := chi.URLParam(v.r, name)
	if v.r.URL.RawPath == "" {
		return value // chi took it from the path, which is decoded
	}
	decoded, err := url.PathUnescape(value)
	if err != nil {
		return value
	}
	return decoded
}

// address is that of the page, with its question.
func (h *head) address() *url.URL {
	u, err := url.Parse(h.Path)
	if err != nil {
		return &url.URL{Path: "/"}
	}
	return u
}

// Here is the path of the page, without its question.
func (h *head) Here() string { return h.address().Path }

// Link is the address of a page of this site, seen as of the same moment.
func (h *head) Link(path string) string {
	q := url.Values{}
	for name, value := range map[string]string{"au": h.Moment.AsOf, "connu_le": h.Moment.KnownAt} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return path
	}
	path, fragment, has := strings.Cut(path, "#")
	path += pick(strings.Contains(path, "?"), "&", "?") + q.Encode()
	if has {
		path += "#" + fragment
	}
	return path
}

// To is the address of what has a reference, below a path, or of a page below
// that.
func (h *head) To(path, reference string, below ...string) string {
	return h.Link(strings.Join(append([]string{path, url.PathEscape(reference)}, below...), "/"))
}

// with is the address of the page with some questions answered otherwise, or
// not asked where the answer is empty: pairs of a name and an answer.
func (h *head) with(pairs ...string) string {
	u := h.address()
	q := u.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		if q.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// Now is the address of the page as of now.
func (h *head) Now() string { return h.with("au", "", "connu_le", "") }

// following is the address of the stretch of a list after this page, "" where
// there is none.
func (h *head) following(cursor string) string {
	if cursor == "" {
		return ""
	}
	return h.with("curseur", cursor)
}

// Kept are the questions of the page's address but for those named, for a form
// that asks the same page anew.
func (h *head) Kept(but ...string) []struct{ Name, Value string } {
	var all []struct{ Name, Value string }
	q := h.address().Query()
	for _, name := range but {
		q.Del(name)
	}
	for pair := range strings.SplitSeq(q.Encode(), "&") {
		name, value, _ := strings.Cut(pair, "=")
		if value, err := url.QueryUnescape(value); err == nil && name != "" {
			all = append(all, struct{ Name, Value string }{name, value})
		}
	}
	return all
}
