// Package ledger holds the use cases: it loads a stream, lets the aggregate
// decide, and appends what was decided. It owns the ports that its use cases
// need and knows no store, no network and no clock of its own.
//
// port.go and ledger.go say what it needs and answers; stream.go how a command
// is answered once, whatever races and crashes; hash.go when two commands are
// the same. record_*.go are the use cases of one stream; inscribe.go those that
// write a session's list and rectify.go those that correct it, which the
// recommendation's stream then follows (follow.go).
// responsible.go says who may declare.
package ledger
