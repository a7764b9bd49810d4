// Package recommendation is the aggregate that the ledger exists for: one
// text, made at exactly one session, owed by structures, followed until it is
// exécutée or classée, with one identity for life.
//
// event.go is what is recorded and name.go under which names; history.go the
// order in which it counts; state.go what it amounts to; transition.go what
// may follow; command.go what may be asked and check.go in which form;
// decide.go what a command records, with repeat.go for what is recorded
// already, declare.go for the owners' words, rectify.go for corrections and
// takeback.go for those that a session makes of itself.
package recommendation
