package recommendation_test

import (
	"fmt"
	"slices"
	"strings"
)

// tally counts the commands accepted in each cell of the table.
type tally map[string]map[string]int

func (n tally) add(row, column string) {
	if n[row] == nil {
		n[row] = map[string]int{}
	}
	n[row][column]++
}

// String prints the accepted commands as the table of transitions.
func (n tally) String() string {
	var b strings.Builder
	columns := slices.Concat(headings...)
	fmt.Fprintf(&b, "%-14s", "")
	for _, c := range columns {
		fmt.Fprintf(&b, "%13s", c)
	}
	for _, row := range rows {
		if !slices.ContainsFunc(columns, func(c string) bool { return allows(row, c) }) {
			continue
		}
		fmt.Fprintf(&b, "\n%-14s", row)
		for _, c := range columns {
			shown := "-"
			if allows(row, c) {
				shown = fmt.Sprint(n[row][c])
			}
			fmt.Fprintf(&b, "%13s", shown)
		}
	}
	return b.String()
}

func allows(row, column string) bool {
	return cell[row][column] == "oui" || cell[row][column] == "motif"
}
