// Package register folds the whole log into memory: every recommendation,
// session, forum and structure with its facts, so that any of them can be
// seen as of any day and as known at any moment. The other projections are
// questions asked of its views; none keeps a second truth.
package register
