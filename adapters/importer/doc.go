// Package importer brings tables that people keep (forums, structures,
// sessions, recommendations, examinations, declarations, totals) into the
// ledger. It knows rows and columns, no file format: a sub-package reads each
// into a [Table].
//
// [Prepare] runs the whole import against a scratch copy of the ledger and
// tells, row by row, what would be recorded, what is recorded already, what
// differs from it, what is refused and what a person must settle; [Record]
// runs the very same code against the ledger itself. So no row is recorded
// before all are checked, and what was shown is what is done.
//
// table.go, kind.go and format*.go say what is read; read*.go how a cell is
// understood; decision.go what was settled. run.go takes the rows: structure.go
// and forum*.go first, then, in the order that timeline.go gives, meeting*.go
// and session.go the sessions, examine*.go and finding.go what they found,
// list.go, match.go and carry.go the lists that they made, total.go and
// between.go the rest; difference.go tells what a row would change.
package importer
