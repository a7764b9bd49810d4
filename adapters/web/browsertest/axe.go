package browsertest

import (
	_ "embed"
	"strings"
)

// axe is axe-core as Deque released it on npm (axe-core 4.14.1, axe.min.js),
// under the Mozilla Public License 2.0, which lies beside it.
//
//go:embed testdata/axe-core/axe.min.js
var axe string

// Barriers are what axe-core finds in the page that keeps somebody from using
// it: the rules of WCAG 2.2 AA and its own good practice, each with what breaks
// it and how.
func (p *Page) Barriers() []string {
	p.t.Helper()
	if !Eval[bool](p, `typeof axe === "object"`) {
		Eval[struct{}](p, strings.TrimSuffix(strings.TrimSpace(axe), ";")+";undefined")
	}
	return Eval[[]string](p, `axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations.flatMap((v) =>
		v.nodes.map((n) => v.id + " (" + v.help + "): " + n.html.slice(0, 200) + " — " + n.failureSummary.replace(/\s+/g, " "))))`)
}
