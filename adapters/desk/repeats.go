package desk

import (
	"crypto/sha256"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
)

// maxRepeats is how many commands a server remembers.
const maxRepeats = 10_000

// repeats remembers, for the life of the server, the last commands that
// recorded something under a key of the client's. The ledger knows a repeated
// command in the stream that it went to; what the same request would go to may
// have changed since, and another request under the same key goes elsewhere.
// The zero repeats is ready; its methods may be called at the same time.
type repeats struct {
	mutex sync.Mutex
	known map[ulid.ULID]repeat
	order []ulid.ULID // a ring, once it is full
	next  int         // the oldest of the ring
}

type repeat struct {
	request  [sha256.Size]byte
	receipt  Receipt
	language glossary.Language // of what the receipt says
	spoken   bool
}

// Once answers a command as the first time where it is remembered, and refuses
// another under its key; otherwise record does what it does. Two at once both
// reach the ledger, which records the same command once. All that record, the
// API and the pages, go through it: a key is for one command wherever it is
// sent.
func (d *Desk) Once(o Order, name string, c Command, record func() (Receipt, error)) (Receipt, error) {
	if !o.Repeatable {
		return record()
	}
	request, err := requestHash(name, c)
	if err != nil {
		return Receipt{}, err
	}
	if first, known := d.repeats.get(o.Command); known {
		if err := o.By.May(access.Action{Needs: access.Record, Name: c.Route().Name}); err != nil {
			return Receipt{}, err
		}
		if first.request != request {
			return Receipt{}, fault.New(fault.Conflict, ledger.RefusedCommandReused, "commande", o.Command.String())
		}
		if first.language != o.Language || first.spoken != o.Spoken { // the ledger says it again, otherwise
			return record()
		}
		return first.receipt, nil
	}
	receipt, err := record()
	if err == nil && !receipt.Already {
		d.repeats.keep(o.Command, repeat{request, receipt, o.Language, o.Spoken})
	}
	return receipt, err
}

// requestHash tells a request from any other: what it asks, of what, as that
// was typed, and what it says, however that is spaced.
func requestHash(name string, c Command) (sum [sha256.Size]byte, err error) {
	b, err := json.Marshal([]any{c.Route().Path, name, c}, json.Deterministic(true))
	return sha256.Sum256(b), err
}

func (k *repeats) get(key ulid.ULID) (repeat, bool) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	first, known := k.known[key]
	return first, known
}

// keep remembers the first answer to a key, in the place of the oldest.
func (k *repeats) keep(key ulid.ULID, first repeat) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if _, known := k.known[key]; known {
		return
	}
	if k.known == nil {
		k.known = map[ulid.ULID]repeat{}
	}
	if len(k.order) < maxRepeats {
		k.order = append(k.order, key)
	} else {
		delete(k.known, k.order[k.next])
		k.order[k.next] = key
		k.next = (k.next + 1) % maxRepeats
	}
	k.known[key] = first
}
