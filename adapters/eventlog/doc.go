// Package eventlog holds what the stores of the event log share: the check of
// an append and the bell that wakes subscriptions. The promises that a store
// keeps are in ledger.EventLog, and as tests in eventlogtest.
package eventlog
