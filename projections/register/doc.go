// Package register folds the whole log into memory: every recommendation,
// session, forum and structure with its facts, so that any of them can be
// seen as of any day and as known at any moment. The other projections are
// questions asked of its views; none keeps a second truth.
//
// register.go is what is held; apply.go and index.go how an event enters it,
// settle.go how the present is brought in step, with digest.go, counters.go and
// bits.go what is kept for those who poll. view.go is the ledger as of a moment,
// whole.go one of the past that is worked out, past.go and reach.go how long it
// is kept:
// meeting.go and order.go its sessions, due.go what they have to examine,
// judgement.go and drop.go what follows from them, absorbed.go the records that
// became one, owners.go the tree of structures. filter.go, rank.go, words.go and
// find.go are how things are found; item.go, lists.go and kept.go what tables print.
package register
