// Package sqlite keeps the event log in one SQLite file.
//
// The folder that Open is given holds
//
//	ledger.db        the log; beside it, while it is open, SQLite's ledger.db-wal
//	                 (part of the log: a copy without it may lack the last
//	                 events) and ledger.db-shm (never worth keeping)
//	ledger.db.lock   locked by the process that holds the log
//
// Any SQLite tool shows an auditor the view events, one row an event, and may
// read while the log is in use. Triggers refuse to change, delete or replace
// an event or a stream.
//
// One goroutine writes. It commits together all appends that wait for it
// (group commit: one sync of the disk serves them all) and each append is
// still judged and answered by itself. Commits are synced before they are
// answered. Readers have connections of their own and read in short pages, so
// a slow reader holds back neither the writer nor a checkpoint.
//
// A full disk refuses appends (ledger.ErrReadOnly), shows all that it holds and
// takes appends again once it has room. A folder that cannot be written at all
// can still be shown, with the option ReadOnly.
package sqlite
