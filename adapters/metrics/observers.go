package metrics

import (
	"maps"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// observers finds the observer of a few labels without taking a lock and
// without allocating: there are few of them, and they stay.
type observers[K comparable] struct {
	of    func(K) prometheus.Observer
	adds  sync.Mutex
	known atomic.Pointer[map[K]prometheus.Observer]
}

func (o *observers[K]) get(k K) prometheus.Observer {
	if known := o.known.Load(); known != nil {
		if found, is := (*known)[k]; is {
			return found
		}
	}
	o.adds.Lock()
	defer o.adds.Unlock()
	more := map[K]prometheus.Observer{k: o.of(k)}
	if known := o.known.Load(); known != nil {
		maps.Copy(more, *known)
	}
	o.known.Store(&more)
	return more[k]
}

// knownMethod keeps what clients invent out of the labels.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "autre"
}
