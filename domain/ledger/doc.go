// Package ledger holds the use cases: it loads a stream, lets the aggregate
// decide, and appends what was decided. It owns the ports that its use cases
// need and knows no store, no network and no clock of its own.
package ledger
