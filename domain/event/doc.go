// Package event says what an event is: a record as a log keeps it, an
// envelope as the domain reads it, and the registry that leads from one to
// the other.
package event
