package importer

import (
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"suivi/domain/fault"
)

// Kind is what the lines of a table are.
type Kind string

// The kinds, by the name of the format that each has.
const (
	Structures      Kind = "structures"
	Forums          Kind = "cadres"
	Sessions        Kind = "sessions"
	Recommendations Kind = "recommandations"
	Examinations    Kind = "examen"
	Declarations    Kind = "declarations"
	Totals          Kind = "totaux"
	DecisionsFile   Kind = "decisions"
)

// Codes of the refusals of a whole table.
const (
	RefusedUnknownKind    = "import.genre_inconnu"
	RefusedUnknownColumn  = "import.colonne_inconnue"
	RefusedColumnTwice    = "import.colonne_deux_fois"
	RefusedColumnMissing  = "import.colonne_absente"
	RefusedEmptyTable     = "import.fichier_vide"
	RefusedTwoKindsOfFile = "import.plusieurs_genres"
)

// KindOf tells the kind of a table by its header: the format of which it holds
// the most columns, and all that are required. Where two fit alike, the name of
// the file tells ("cadres.csv").
func KindOf(t *Table) (Kind, error) {
	if len(t.Header) == 0 {
		return "", fault.New(fault.Invalid, RefusedEmptyTable, "fichier", t.Name)
	}
	if t.Kind != "" {
		if _, known := formatOf(t.Kind); !known {
			return "", fault.New(fault.Invalid, RefusedUnknownKind, "fichier", t.Name, "lu", string(t.Kind)).Allowing(kindNames()...)
		}
		return t.Kind, nil
	}
	var fit []string
	best, bestScore := Kind(""), 0
	named := columnKey(path.Base(filepath.ToSlash(t.Name)))
	for _, f := range Formats {
		score, complete := 0, true
		for _, c := range f.Columns {
			has := slices.ContainsFunc(t.Header, func(h string) bool { return c.is(columnKey(h)) })
			if c.Required && !has {
				complete = false
			}
			if has {
				score++
			}
		}
		if !complete {
			continue
		}
		switch {
		case score > bestScore:
			best, bestScore, fit = f.Kind, score, []string{string(f.Kind)}
		case score < bestScore, strings.HasPrefix(named, string(best)):
		case strings.HasPrefix(named, string(f.Kind)):
			best, fit = f.Kind, []string{string(f.Kind)}
		default:
			fit = append(fit, string(f.Kind))
		}
	}
	switch len(fit) {
	case 0:
		return "", fault.New(fault.Invalid, RefusedUnknownKind, "fichier", t.Name, "lu", strings.Join(t.Header, ";")).Allowing(kindNames()...)
	case 1:
		return best, nil
	}
	return "", fault.New(fault.Invalid, RefusedTwoKindsOfFile, "fichier", t.Name).Allowing(fit...)
}

func kindNames() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, string(f.Kind))
	}
	return names
}

// bind gives the place of every column of t, and refuses columns that its
// format does not have, has but once, or needs and lacks.
func bind(t *Table, kind Kind) (map[string]int, error) {
	format, _ := formatOf(kind)
	at := map[string]int{}
	for i, h := range t.Header {
		key := columnKey(h)
		if key == "" {
			continue // Excel writes empty columns after the last
		}
		c, known := format.column(key)
		if !known {
			return nil, fault.New(fault.Invalid, RefusedUnknownColumn, "fichier", t.Name, "colonne", h, "proche", nearestColumn(format, key), "genre", string(kind)).
				At(place(t.Name, 1, h))
		}
		if _, twice := at[c.Name]; twice {
			return nil, fault.New(fault.Invalid, RefusedColumnTwice, "fichier", t.Name, "colonne", c.Name).At(place(t.Name, 1, h))
		}
		at[c.Name] = i
	}
	for _, c := range format.Columns {
		if _, has := at[c.Name]; c.Required && !has {
			return nil, fault.New(fault.Invalid, RefusedColumnMissing, "fichier", t.Name, "colonne", c.Name, "genre", string(kind)).At(place(t.Name, 1, c.Name))
		}
	}
	return at, nil
}

// place names a cell of a file: "examen.csv:12:etat".
func place(file string, line int, column string) string {
	p := file
	if line > 0 {
		p += ":" + strconv.Itoa(line)
	}
	if column != "" {
		p += ":" + column
	}
	return p
}

// nearestColumn is the column of the format that key most likely means.
func nearestColumn(f *Format, key string) string {
	best, bestAt := "", 1<<30
	for _, c := range f.Columns {
		for _, name := range append([]string{c.Name}, c.Also...) {
			d := distance(key, name)
			if strings.HasPrefix(name, key) || strings.HasPrefix(key, name) {
				d = min(d, 2)
			}
			if d < bestAt {
				best, bestAt = c.Name, d
			}
		}
	}
	return best
}

// distance is how many letters must be added, taken away or replaced to make
// b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
