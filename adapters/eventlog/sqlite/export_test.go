package sqlite

import "path/filepath"

// Synchronous sets how SQLite syncs, to show what a log loses that does not.
func Synchronous(mode string) Option { return func(c *config) { c.synchronous = mode } }

// AutoCheckpoint sets the pages after which the write-ahead log is brought
// home, so that a small test sees many checkpoints.
func AutoCheckpoint(pages int) Option { return func(c *config) { c.autoCheckpoint = pages } }

// Folder is where the log lies.
func (l *Log) Folder() string { return filepath.Dir(l.path) }
