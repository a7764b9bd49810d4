package cluster_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// named is a metric that an expression names, with the labels that it asks of
// it, and their values where it asks for one.
type named struct {
	metric string
	labels map[string]string // "" where no single value is asked for
}

var (
	grouping  = regexp.MustCompile(`\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)`)
	span      = regexp.MustCompile(`\[[^\]]*\]|\boffset\s+\w+`)
	selection = regexp.MustCompile(`([a-zA-Z_:][\w:]*)\s*(\{[^}]*\}|\()?`)
	matcher   = regexp.MustCompile(`(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"`)
	words     = map[string]bool{"or": true, "and": true, "unless": true, "bool": true}
)

// parse gives the metrics that an expression of PromQL names, and the labels by
// which it groups or joins. promtool says whether it is one.
func parse(expr string) (all []named, grouped []string) {
	for _, g := range grouping.FindAllStringSubmatch(expr, -1) {
		for label := range strings.SplitSeq(g[1], ",") {
			grouped = append(grouped, strings.TrimSpace(label))
		}
	}
	expr = span.ReplaceAllString(grouping.ReplaceAllString(expr, ""), "")
	for _, s := range selection.FindAllStringSubmatch(expr, -1) {
		if s[2] == "(" || words[s[1]] {
			continue
		}
		n := named{s[1], map[string]string{}}
		for _, m := range matcher.FindAllStringSubmatch(s[2], -1) {
			if n.labels[m[1]] = ""; m[2] == "=" {
				n.labels[m[1]] = m[3]
			}
		}
		all = append(all, n)
	}
	return all, grouped
}

func TestWhatAnExpressionNames(t *testing.T) {
	all, grouped := parse(`histogram_quantile(0.95, sum by (a, le) (rate(x_bucket{b="1",c!~"2|d(e)"}[$__rate_interval]))) > 2 or (y unless on (f) y offset 5m) > bool 0`)
	if d := cmp.Diff([]named{{"x_bucket", map[string]string{"b": "1", "c": ""}}, {"y", map[string]string{}}, {"y", map[string]string{}}}, all, cmp.AllowUnexported(named{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"a", "le", "f"}, grouped); d != "" {
		t.Error(d)
	}
}
