// Package recommendation is the aggregate that the ledger exists for: one
// text, made at exactly one session, owed by structures, followed until it is
// exécutée or classée, with one identity for life.
//
// event.go is what is recorded, history.go the order in which it counts,
// state.go what it amounts to, transition.go what may follow, decide.go what
// a command records.
package recommendation
