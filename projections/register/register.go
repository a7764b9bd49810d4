package register

import (
	"context"
	"fmt"
	"sync"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Dense indices of what the register holds, in order of first record.
type (
	RecommendationIndex int32
	SessionIndex        int32
	ForumIndex          int32
	OrganizationIndex   int32
)

// None is the index of nothing.
const None = -1

// Register is the fold. Apply and Settle are for one feeder; Query is for any
// number of readers at once.
type Register struct {
	mu sync.RWMutex

	seq      uint64 // rank of the last event applied
	position event.Position
	known    timeline

	recommendations []*recommendationEntry
	sessions        []*sessionEntry
	forums          []*forumEntry
	organizations   []*organizationEntry

	recommendationByID map[domain.RecommendationID]RecommendationIndex
	sessionByID        map[domain.SessionID]SessionIndex
	forumByID          map[domain.ForumID]ForumIndex
	organizationByID   map[domain.OrganizationID]OrganizationIndex
	forumByCode        map[string]ForumIndex
	organizationByCode map[string]OrganizationIndex

	// moved are the sessions for which a fact's recorded day may differ from
	// the session's own: for all others the recorded day holds.
	moved map[SessionIndex]bool
	// absorbed are, by survivor, the records that were ever said to be one with
	// it; survivors the reverse.
	absorbed, survivors map[RecommendationIndex][]RecommendationIndex
	// pending are, by id, the inscriptions and their corrections whose
	// consequence the recommendation's stream does not hold yet.
	pending map[ulid.ULID]event.Envelope
	// pieces are, by the SHA-256 of evidence, the records that ever put it
	// forward.
	pieces map[string][]RecommendationIndex
	// renamed tells that some structure holds more than its creation.
	renamed bool

	words  *wordIndex
	themes map[string]themeIndex
	digest // of the present, as of the last Settle
	// heaps count the present sessions, for each filter that names a forum.
	heaps map[SessionFilter]int
	// byDay are the present sessions at each stage, as Soonest orders them.
	byDay map[Stage][]SessionIndex
	// closed is what was worked out of sessions as they were closed.
	closed sync.Map
	// reaching are the events that change what others say.
	reaching reaches
	memory   memory
	// pasts are the views of the past that are kept; building holds one value
	// while one is worked out as a whole.
	pasts    pasts
	building chan struct{}

	dirtyRecommendations []RecommendationIndex
	dirtyForums          map[ForumIndex]bool
	dirtyOrganizations   map[OrganizationIndex]bool
	unsettled            bool
}

type recommendationEntry struct {
	id      domain.RecommendationID
	version event.Version // of its stream's last event
	history recommendation.History
	state   *recommendation.State // present, as of the last Settle, which puts another in its place
	status  Status                // present, as of the last Settle
	ticket  *ticket               // as what it is counted while open
	// forums are all whose sessions may ever have had to do with it.
	forums []ForumIndex
	dirty  bool
	shared bool  // it absorbed another, or was absorbed
	texts  uint8 // how often a text was entered for it; many: 255
}

// oneText reports whether the words index knows no other text of it than its
// own.
func (e *recommendationEntry) oneText() bool { return e.texts == 1 && !e.shared }

type sessionEntry struct {
	id      domain.SessionID
	version event.Version  // of its stream's last event
	facts   []session.Fact // but what it inscribed, which the recommendations tell
	state   session.State
	forum   ForumIndex
	// Everything ever recorded as listed there; as having any fact there; and
	// as listed, or absorbing what is. Each once, in order of record; a view
	// keeps those that hold.
	listed, dealt, standing []RecommendationIndex
}

type forumEntry struct {
	id       domain.ForumID
	version  event.Version // of its stream's last event
	facts    []forum.Fact
	state    forum.State
	sessions []SessionIndex               // ever planned, in order of record
	order    []SessionIndex               // present: held ones in order of day
	made     []RecommendationIndex        // ever made there
	stood    []RecommendationIndex        // ever on a list made there, or absorbing what was
	open     map[RecommendationIndex]bool // present: open ones that name it among their forums
	follows  map[ForumIndex]bool          // whose open items any of its rules ever named
	followed map[ForumIndex]bool          // the reverse
}

type organizationEntry struct {
	id      domain.OrganizationID
	version event.Version // of its stream's last event
	facts   []organization.Fact
	state   organization.State
	owed    []RecommendationIndex // ever owned directly
}

// New makes an empty register.
func New() *Register {
	return &Register{
		recommendationByID: map[domain.RecommendationID]RecommendationIndex{},
		sessionByID:        map[domain.SessionID]SessionIndex{},
		forumByID:          map[domain.ForumID]ForumIndex{},
		organizationByID:   map[domain.OrganizationID]OrganizationIndex{},
		forumByCode:        map[string]ForumIndex{},
		organizationByCode: map[string]OrganizationIndex{},
		moved:              map[SessionIndex]bool{},
		absorbed:           map[RecommendationIndex][]RecommendationIndex{},
		survivors:          map[RecommendationIndex][]RecommendationIndex{},
		pending:            map[ulid.ULID]event.Envelope{},
		pieces:             map[string][]RecommendationIndex{},
		words:              newWordIndex(),
		digest:             newDigest(),
		building:           make(chan struct{}, 1),
		themes:             map[string]themeIndex{},
		heaps:              map[SessionFilter]int{},
		byDay:              map[Stage][]SessionIndex{},
		dirtyForums:        map[ForumIndex]bool{},
		dirtyOrganizations: map[OrganizationIndex]bool{},
	}
}

// Apply takes the next event in global order. It fails only on a payload that
// it does not know; the event then counts as applied, without effect.
func (r *Register) Apply(e event.Envelope) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.apply(e)
}

// ApplyAll takes several events under one lock. It takes all of them, and
// gives the first error.
func (r *Register) ApplyAll(events []event.Envelope) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var first error
	for _, e := range events {
		if err := r.apply(e); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (r *Register) apply(e event.Envelope) error {
	r.seq++
	r.position = e.Position
	r.known.add(r.seq, e.Position, e.RecordedAt)
	r.unsettled = true
	switch p := e.Payload.(type) {
	case recommendation.Event:
		r.applyRecommendation(e, p)
	case session.Event:
		r.applySession(e, p)
	case forum.Event:
		r.memory.moved = r.seq
		r.applyForum(e, p)
	case organization.Event:
		r.applyOrganization(e, p)
	default:
		return fmt.Errorf("event %s at %s is of no aggregate that the register knows", e.ID, e.Position)
	}
	r.pasts.outdate(r.reach(e))
	return nil
}

// Query lets ask see the ledger as of m. Many may ask at once; while they do,
// nothing is applied. What was applied and not settled is settled first, so
// that no view is half of one state and half of another. Who asks about the
// past may have to wait for others who do; the answer is ctx's error, in the
// middle of ask, once ctx ends.
func (r *Register) Query(ctx context.Context, m Moment, ask func(*View) error) error {
	r.mu.RLock()
	for r.unsettled {
		r.mu.RUnlock()
		r.Settle()
		r.mu.RLock()
	}
	defer r.mu.RUnlock()
	v, err := r.view(m)
	if err != nil {
		return err
	}
	if v.rest == nil {
		return ask(v)
	}
	return r.askPast(ctx, m, v, ask)
}

// Position is that of the last event applied.
func (r *Register) Position() event.Position {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.position
}

// Events is how many were applied.
func (r *Register) Events() uint64 {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.seq
}

func (r *Register) recommendation(id domain.RecommendationID) RecommendationIndex {
	if i, known := r.recommendationByID[id]; known {
		return i
	}
	i := RecommendationIndex(len(r.recommendations))
	r.recommendations = append(r.recommendations, &recommendationEntry{id: id, version: event.NoStream, state: unknown})
	r.add()
	r.recommendationByID[id] = i
	return i
}

func (r *Register) session(id domain.SessionID) SessionIndex {
	if i, known := r.sessionByID[id]; known {
		return i
	}
	i := SessionIndex(len(r.sessions))
	r.sessions = append(r.sessions, &sessionEntry{id: id, version: event.NoStream, forum: None})
	r.sessionByID[id] = i
	return i
}

func (r *Register) forum(id domain.ForumID) ForumIndex {
	if i, known := r.forumByID[id]; known {
		return i
	}
	i := ForumIndex(len(r.forums))
	r.forums = append(r.forums, &forumEntry{id: id, version: event.NoStream, open: map[RecommendationIndex]bool{}, follows: map[ForumIndex]bool{}, followed: map[ForumIndex]bool{}})
	r.forumByID[id] = i
	return i
}

func (r *Register) organization(id domain.OrganizationID) OrganizationIndex {
	if i, known := r.organizationByID[id]; known {
		return i
	}
	i := OrganizationIndex(len(r.organizations))
	r.organizations = append(r.organizations, &organizationEntry{id: id, version: event.NoStream})
	r.organizationByID[id] = i
	return i
}
