package memory_test

import (
	"testing"

	"suivi/adapters/eventlog/eventlogtest"
	"suivi/adapters/eventlog/memory"
	"suivi/domain/ledger"
)

func TestContract(t *testing.T) {
	eventlogtest.Run(t, func(*testing.T) eventlogtest.Harness {
		log := memory.New()
		return eventlogtest.Harness{Open: func(*testing.T) ledger.EventLog {
			log = log.Reopen()
			return log
		}}
	})
}
