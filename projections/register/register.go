package register

import (
	"fmt"
	"slices"
	"sync"

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

	// moved are the sessions whose days were given more than once: only for
	// them may a fact's recorded day differ from its session's.
	moved map[SessionIndex]bool
	// duplicates are, by survivor, the records that were ever said to be one
	// with it from the start.
	duplicates map[domain.RecommendationID][]RecommendationIndex
	// pending are the inscriptions whose consequence the recommendation's
	// stream does not hold yet.
	pending map[followKey]event.Envelope

	words  wordIndex
	counts Counters

	dirtyRecommendations []RecommendationIndex
	dirtyForums          map[ForumIndex]bool
	dirtyOrganizations   bool
}

type followKey struct {
	session        domain.SessionID
	recommendation domain.RecommendationID
}

type recommendationEntry struct {
	id      domain.RecommendationID
	history recommendation.History
	state   recommendation.State // present, as of the last Settle
	status  Status               // present, as of the last Settle
	dirty   bool
	counted bool
	shared  bool // it or another is a duplicate: its history is folded with others'
}

type sessionEntry struct {
	id    domain.SessionID
	facts []session.Fact
	state session.State
	forum ForumIndex
	// Everything ever recorded as listed or examined there, each once, in
	// order of record; a view keeps those that hold.
	listed, examined []RecommendationIndex
}

type forumEntry struct {
	id       domain.ForumID
	facts    []forum.Fact
	state    forum.State
	sessions []SessionIndex // ever planned, in order of record
	order    []SessionIndex // present: held ones in order of day
	recs     []RecommendationIndex
	follows  map[ForumIndex]bool // whose open items any of its rules ever named
	followed map[ForumIndex]bool // the reverse
}

type organizationEntry struct {
	id    domain.OrganizationID
	facts []organization.Fact
	state organization.State
	owed  []RecommendationIndex // ever owned directly
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
		duplicates:         map[domain.RecommendationID][]RecommendationIndex{},
		pending:            map[followKey]event.Envelope{},
		words:              newWordIndex(),
		counts:             newCounters(),
		dirtyForums:        map[ForumIndex]bool{},
	}
}

// Apply takes the next event in global order. What it changes shows once
// Settle is called. It fails only on a payload that it does not know; the
// event then counts as applied, without effect.
func (r *Register) Apply(e event.Envelope) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.apply(e)
}

// ApplyAll takes several events under one lock and settles.
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
	switch p := e.Payload.(type) {
	case recommendation.Event:
		r.applyRecommendation(e, p)
	case session.Event:
		r.applySession(e, p)
	case forum.Event:
		r.applyForum(e, p)
	case organization.Event:
		r.applyOrganization(e, p)
	default:
		return fmt.Errorf("event %s at %s is of no aggregate that the register knows", e.ID, e.Position)
	}
	return nil
}

// Position is that of the last event applied.
func (r *Register) Position() event.Position {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.position
}

func (r *Register) recommendation(id domain.RecommendationID) RecommendationIndex {
	if i, known := r.recommendationByID[id]; known {
		return i
	}
	i := RecommendationIndex(len(r.recommendations))
	r.recommendations = append(r.recommendations, &recommendationEntry{id: id})
	r.recommendationByID[id] = i
	return i
}

func (r *Register) session(id domain.SessionID) SessionIndex {
	if i, known := r.sessionByID[id]; known {
		return i
	}
	i := SessionIndex(len(r.sessions))
	r.sessions = append(r.sessions, &sessionEntry{id: id, forum: None})
	r.sessionByID[id] = i
	return i
}

func (r *Register) forum(id domain.ForumID) ForumIndex {
	if i, known := r.forumByID[id]; known {
		return i
	}
	i := ForumIndex(len(r.forums))
	r.forums = append(r.forums, &forumEntry{id: id, follows: map[ForumIndex]bool{}, followed: map[ForumIndex]bool{}})
	r.forumByID[id] = i
	return i
}

func (r *Register) organization(id domain.OrganizationID) OrganizationIndex {
	if i, known := r.organizationByID[id]; known {
		return i
	}
	i := OrganizationIndex(len(r.organizations))
	r.organizations = append(r.organizations, &organizationEntry{id: id})
	r.organizationByID[id] = i
	return i
}

func (r *Register) applyRecommendation(e event.Envelope, p recommendation.Event) {
	id, err := domain.ParseID[domain.RecommendationID](e.Stream[len("recommandation-"):])
	if err != nil {
		return
	}
	i := r.recommendation(id)
	entry := r.recommendations[i]
	entry.history = append(entry.history, recommendation.Fact{Seq: r.seq, ID: e.ID, Day: e.Day, Event: p})
	r.touch(i)
	r.index(i, p)
}

// index keeps what finds a recommendation: it only ever adds, and views keep
// what holds.
func (r *Register) index(i RecommendationIndex, p recommendation.Event) {
	entry := r.recommendations[i]
	switch p := p.(type) {
	case recommendation.Formulated:
		r.list(i, p.Session, p.Text, p.Owners)
		f := r.forums[r.forum(p.Forum)]
		f.recs = addIndex(f.recs, i)
	case recommendation.Validated:
		r.list(i, p.Session, p.Text, p.Owners)
	case recommendation.CarriedOver:
		r.list(i, p.Session, p.Text, p.Owners)
	case recommendation.SetAside:
		delete(r.pending, followKey{p.Session, entry.id})
	case recommendation.Found:
		r.examine(i, p.Session)
	case recommendation.Classed:
		r.examine(i, p.Session)
	case recommendation.Reassigned:
		r.own(i, p.Owners)
	case recommendation.Absorbed:
		r.absorb(i, p)
	case recommendation.Rectified:
		if p.Instead != nil {
			r.index(i, p.Instead)
		}
	}
}

func (r *Register) list(i RecommendationIndex, s domain.SessionID, text string, owners []domain.Owner) {
	entry := r.sessions[r.session(s)]
	entry.listed = addIndex(entry.listed, i)
	delete(r.pending, followKey{s, r.recommendations[i].id})
	if text != "" {
		r.words.add(i, text)
	}
	r.own(i, owners)
}

func (r *Register) examine(i RecommendationIndex, s domain.SessionID) {
	if s.IsZero() {
		return
	}
	entry := r.sessions[r.session(s)]
	entry.examined = addIndex(entry.examined, i)
}

func (r *Register) own(i RecommendationIndex, owners []domain.Owner) {
	for _, o := range owners {
		entry := r.organizations[r.organization(o.Organization)]
		entry.owed = addIndex(entry.owed, i)
	}
}

func (r *Register) absorb(i RecommendationIndex, p recommendation.Absorbed) {
	survivor := r.recommendation(p.Survivor)
	r.recommendations[i].shared, r.recommendations[survivor].shared = true, true
	r.duplicates[p.Survivor] = addIndex(r.duplicates[p.Survivor], i)
	r.touch(survivor)
}

// touch notes that the present state of i must be folded again, and that of
// the records that share its facts.
func (r *Register) touch(i RecommendationIndex) {
	entry := r.recommendations[i]
	if entry.dirty {
		return
	}
	entry.dirty = true
	r.dirtyRecommendations = append(r.dirtyRecommendations, i)
	if entry.shared {
		for _, f := range entry.history {
			if a, is := f.Event.(recommendation.Absorbed); is {
				r.touch(r.recommendation(a.Survivor))
			}
		}
	}
}

// addIndex enters i in an ascending list, once.
func addIndex[I ~int32](all []I, i I) []I {
	if n := len(all); n == 0 || all[n-1] < i {
		return append(all, i)
	}
	at, there := slices.BinarySearch(all, i)
	if there {
		return all
	}
	return slices.Insert(all, at, i)
}
