package web

import (
	"slices"
	"strings"

	"suivi/domain/wording"
	"suivi/projections/register"
)

// wholeTree is up to how many forums or structures a page shows the whole tree;
// of more it shows the roots, then what is right under one. treeRows is how
// many rows it shows at a time.
const (
	wholeTree = 150
	treeRows  = 150
)

// node is one row of a tree.
type node[I comparable] struct {
	At    I
	Depth int
	Under int // how many are right under it
}

// tree is a tree as a page asks it: Under a code, or what holds Words, from
// the row after the one called Cursor.
type tree[I comparable] struct {
	All   []I
	Of    map[I][]I // under each, and under none the roots
	None  I
	Code  func(I) string
	Named func(I) []string
}

// nodes are the rows of the page that q asks, how many there are in all, and
// the cursor of the next.
func (t tree[I]) nodes(under I, words, cursor string) (rows []node[I], total int, next string) {
	switch {
	case words != "":
		for _, i := range t.All {
			if t.holds(i, words) {
				rows = append(rows, node[I]{At: i, Under: len(t.Of[i])})
			}
		}
	case under == t.None && len(t.All) <= wholeTree:
		rows = t.whole()
	default:
		for _, i := range t.Of[under] {
			rows = append(rows, node[I]{At: i, Under: len(t.Of[i])})
		}
	}
	total = len(rows)
	if cursor != "" {
		rows = rows[slices.IndexFunc(rows, func(n node[I]) bool { return t.Code(n.At) == cursor })+1:]
	}
	if len(rows) > treeRows {
		rows = rows[:treeRows]
		next = t.Code(rows[treeRows-1].At)
	}
	return rows, total, next
}

// whole lays the whole tree out; what hangs nowhere in it comes last, as a
// root.
func (t tree[I]) whole() (rows []node[I]) {
	placed := map[I]bool{}
	var lay func(i I, depth int)
	lay = func(i I, depth int) {
		if placed[i] {
			return
		}
		placed[i] = true
		rows = append(rows, node[I]{i, depth, len(t.Of[i])})
		for _, child := range t.Of[i] {
			lay(child, depth+1)
		}
	}
	for _, root := range t.Of[t.None] {
		lay(root, 0)
	}
	for _, i := range t.All {
		lay(i, 0)
	}
	return rows
}

// holds reports whether each word begins a word of what i is called.
func (t tree[I]) holds(i I, words string) bool {
	names := wording.Words(strings.Join(append(t.Named(i), t.Code(i)), " "))
	return !slices.ContainsFunc(wording.Words(words), func(w string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, w) })
	})
}

func forumTree(r *register.View) tree[register.ForumIndex] {
	t := tree[register.ForumIndex]{All: r.ForumsByCode(), Of: map[register.ForumIndex][]register.ForumIndex{}, None: register.None,
		Code: func(f register.ForumIndex) string { return r.Forum(f).Code }}
	t.Named = func(f register.ForumIndex) []string { return []string{r.Forum(f).Name, r.Forum(f).Kind} }
	for _, f := range t.All {
		up := r.ForumParent(f)
		t.Of[up] = append(t.Of[up], f)
	}
	return t
}

func organizationTree(r *register.View) tree[register.OrganizationIndex] {
	t := tree[register.OrganizationIndex]{All: r.Organizations(), Of: r.Tree(), None: register.None,
		Code: func(o register.OrganizationIndex) string { return r.Organization(o).Code }}
	t.Named = func(o register.OrganizationIndex) []string {
		names := r.Organization(o).Names
		return append([]string{names.Name, names.Acronym}, names.Others...)
	}
	return t
}
