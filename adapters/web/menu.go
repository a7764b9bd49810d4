package web

import (
	"suivi/domain/access"
)

// entry is one of the menu.
type entry struct {
	Href, Label   string
	Here, Exactly bool
}

// Menu is the way to every part of the site that the reader may see.
func (h *head) Menu() []entry {
	var all []entry
	for _, r := range h.visit.menu {
		if h.By.May(access.Action{Needs: r.needs}) != nil {
			continue
		}
		all = append(all, entry{h.Link(r.path), r.menu.In(h.Lang), r.path == h.Section, r.path == h.Here()})
	}
	return all
}
