package metrics

import (
	"context"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Log is inner with its appends timed and counted.
func (m *Metrics) Log(inner ledger.EventLog) ledger.EventLog { return timedLog{inner, m} }

type timedLog struct {
	ledger.EventLog
	metrics *Metrics
}

// Append implements ledger.EventLog.
func (l timedLog) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	start := time.Now()
	at, err := l.EventLog.Append(ctx, stream, expected, records)
	l.metrics.appends.Observe(time.Since(start).Seconds())
	if err == nil {
		l.metrics.appended.Add(float64(len(records)))
	}
	return at, err
}
