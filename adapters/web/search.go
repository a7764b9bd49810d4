package web

import (
	"strings"
	"unicode"

	"suivi/adapters/desk"
	"suivi/domain/wording"
	"suivi/projections/register"
)

type searchPage struct {
	recommendationsPage
	Asks bool // for something
}

// showSearch lists what holds the words asked for. A reference leads straight
// to what it means: a recommendation, or a session.
func showSearch(v *visit) error {
	page := searchPage{recommendationsPage: recommendationsPage{head: v.titled("Recherche", "Search")}}
	asked := strings.TrimSpace(v.r.URL.Query().Get("q"))
	to := ""
	err := v.look(func(r *register.View) error {
		to = v.head.meant(r, asked)
		return nil
	})
	if err != nil {
		return err
	}
	if to != "" {
		v.redirect(to)
		return nil
	}
	v.head.marked = wording.Words(asked)
	page.Asks = len(v.head.marked) > 0
	if err := page.list(v, asked); err != nil {
		return err
	}
	page.Narrowing.Words = []field{v.head.Field("q", "Mots", "Words").As("search").Hint("Sans accents, par le début des mots. Une référence mène tout droit à ce qu'elle désigne.", "Without accents, by the beginning of words. A reference leads straight to what it means.")}
	return v.show("recherche", &page)
}

// meant is the page of what a reference names, none for mere words.
func (h *head) meant(r *register.View, asked string) string {
	name := r.Spelled(desk.Typed(asked))
	if i, err := r.FindOwn(name); err == nil {
		if reference := r.Describe(i).Reference; reference != "" {
			return h.To("/recommandations", reference)
		}
		return h.To("/recommandations", r.ID(i).String())
	}
	if s, err := r.FindSession(name); err == nil {
		return h.To("/sessions", r.SessionReference(s))
	}
	return ""
}

// stretchOfText is a part of a text: a word that was searched for, or what lies
// between.
type stretchOfText struct {
	Text string
	Hit  bool
}

// Marked parts a text at the words that the page was searched for: whole words
// that begin with one of them, accents and capitals aside.
func (h *head) Marked(text string) (all []stretchOfText) {
	if len(h.marked) == 0 {
		return []stretchOfText{{Text: text}}
	}
	add := func(part string, hit bool) {
		if n := len(all); n > 0 && all[n-1].Hit == hit && !hit {
			all[n-1].Text += part
		} else if part != "" {
			all = append(all, stretchOfText{part, hit})
		}
	}
	for text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return !isOfWord(r) })
		if end < 0 {
			end = len(text)
		}
		add(text[:end], h.hits(text[:end]))
		text = text[end:]
		if end = strings.IndexFunc(text, isOfWord); end < 0 {
			end = len(text)
		}
		add(text[:end], false)
		text = text[end:]
	}
	return all
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (h *head) hits(part string) bool {
	for _, word := range wording.Words(part) {
		for _, asked := range h.marked {
			if strings.HasPrefix(word, asked) {
				return true
			}
		}
	}
	return false
}
