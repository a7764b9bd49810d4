package register

import (
	"cmp"
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Item is what every table says of one recommendation. Its JSON is that of
// the command line, of the API and of the client.
type Item struct {
	ID           domain.RecommendationID `json:"id"`
	Version      *event.Version          `json:"version,omitzero"` // of its stream
	Reference    string                  `json:"reference"`        // the last it got
	References   []string                `json:"references"`
	Text         string                  `json:"texte"`
	Nature       domain.Nature           `json:"nature,omitzero"`
	Theme        string                  `json:"theme,omitzero"`
	Addressee    string                  `json:"a_l_attention_de,omitzero"`
	Owners       []Owner                 `json:"responsables"`
	Due          domain.Period           `json:"echeance,omitzero"`
	Standing     recommendation.Standing `json:"situation"`
	State        domain.State            `json:"etat"`
	StateSince   domain.Day              `json:"etat_depuis"`
	MadeOn       domain.Day              `json:"formulee_le"`
	CarriedTimes int                     `json:"reconductions"`
	Late         bool                    `json:"en_retard,omitzero"`
	Silent       bool                    `json:"sans_nouvelles,omitzero"`
	Dropped      *DropNote               `json:"perdue_de_vue,omitzero"`
	Survivor     string                  `json:"absorbee_par,omitzero"` // a reference
	Motive       recommendation.Motive   `json:"motif_de_classement,omitzero"`
}

// Owner is a structure that owes, as tables name it.
type Owner struct {
	ID      domain.OrganizationID `json:"id"`
	Code    string                `json:"code"`
	Acronym string                `json:"sigle"`
	Name    string                `json:"nom"`
	Path    string                `json:"chemin"` // "MAECI > DRH", from the top
	Role    domain.Role           `json:"role,omitzero"`
}

// DropNote says since when, by which session and why it was lost from sight.
type DropNote struct {
	Since   domain.Day `json:"depuis"`
	Session string     `json:"session"` // a reference
	Why     DropReason `json:"pourquoi"`
}

// Describe says of i what tables print.
func (v *View) Describe(i RecommendationIndex) Item {
	s, status := v.State(i), v.Status(i)
	item := Item{
		ID: v.ID(i), Version: v.version(v.r.recommendations[i].version), References: v.References(i), Text: s.Text, Nature: s.Nature, Theme: s.Theme, Addressee: s.Addressee,
		Owners: v.DescribeOwners(i), Due: s.Due, Standing: s.Standing, State: s.State, StateSince: s.StateSince, MadeOn: s.MadeOn,
		CarriedTimes: s.CarriedTimes, Late: v.Late(i), Silent: status.Silent, Motive: s.Motive,
	}
	if len(s.Listings) > 0 {
		item.Reference = v.Reference(lastListing(s))
	}
	if d := status.Dropped; d != nil {
		item.Dropped = &DropNote{d.Since, v.SessionReference(d.Session), d.Why}
	}
	if survivor := v.Survivor(i); survivor != i {
		item.Survivor = v.Reference(lastListing(v.State(survivor)))
	}
	return item
}

// DescribeOwners names those who owe i.
func (v *View) DescribeOwners(i RecommendationIndex) []Owner { return v.describeOwners(v.Owners(i)) }

func (v *View) describeOwners(entries []OwnerEntry) []Owner {
	owners := make([]Owner, 0, len(entries))
	for _, e := range entries {
		owners = append(owners, v.DescribeOrganization(e.Organization, e.Role))
	}
	return owners
}

// DescribeOrganization names a structure: by its identity where nothing of it
// is recorded in this view.
func (v *View) DescribeOrganization(o OrganizationIndex, role domain.Role) Owner {
	st := v.Organization(o)
	return Owner{ID: v.r.organizations[o].id, Code: cmp.Or(st.Code, v.r.organizations[o].id.String()), Acronym: v.label(o), Name: st.Name, Path: v.Path(o), Role: role}
}

// Path names a structure from the top of its tree, "MAECI > DRH".
func (v *View) Path(o OrganizationIndex) string {
	up := v.Ancestors(o)
	labels := make([]string, len(up))
	for i, a := range up {
		labels[len(up)-1-i] = v.label(a)
	}
	return strings.Join(labels, " > ")
}

// label is what tables print of a structure; its identity where nothing of it
// is recorded in this view.
func (v *View) label(o OrganizationIndex) string {
	if st := v.Organization(o); st.Exists {
		return st.Label()
	}
	return v.r.organizations[o].id.String()
}

// Head is what every table of a session says of the session.
type Head struct {
	ID        domain.SessionID `json:"id"`
	Version   *event.Version   `json:"version,omitzero"` // of its stream
	Reference string           `json:"reference"`
	Forum     string           `json:"cadre"`
	ForumName string           `json:"nom_du_cadre"`
	Code      string           `json:"code"`
	Title     string           `json:"intitule,omitzero"`
	Edition   string           `json:"edition,omitzero"`
	Exercise  int              `json:"exercice,omitzero"`
	Phase     domain.Phase     `json:"phase,omitzero"`
	Sittings  []domain.Period  `json:"seances,omitempty"`
	Expected  domain.Period    `json:"prevue,omitzero"`
	Venue     string           `json:"lieu,omitzero"`
	Stage     Stage            `json:"etape"`
	ClosedOn  domain.Day       `json:"close_le,omitzero"`
}

// Stage says how far a session has come.
type Stage string

// The stages.
const (
	StagePlanned   Stage = "planifiee"
	StageHeld      Stage = "tenue"
	StageClosed    Stage = "close"
	StageCancelled Stage = "annulee"
)

// Stages lists them all.
func Stages() []Stage { return []Stage{StagePlanned, StageHeld, StageClosed, StageCancelled} }

// String gives the stored name.
func (s Stage) String() string { return string(s) }

// Stage is how far session s has come.
func (v *View) Stage(s SessionIndex) Stage { return stageOf(v.Session(s)) }

func stageOf(st *session.State) Stage {
	switch {
	case st.Cancelled:
		return StageCancelled
	case st.Closed != nil:
		return StageClosed
	case st.Held != nil:
		return StageHeld
	}
	return StagePlanned
}

// Head describes session s.
func (v *View) Head(s SessionIndex) Head {
	st := v.Session(s)
	h := Head{ID: v.r.sessions[s].id, Version: v.version(v.r.sessions[s].version), Reference: v.SessionReference(s), Code: st.Planned.Code, Title: st.Planned.Title, Edition: st.Planned.Edition,
		Exercise: st.Planned.Exercise, Phase: st.Phase(), Expected: st.Planned.Expected, Venue: st.Planned.Venue, Stage: v.Stage(s)}
	if f := v.r.sessions[s].forum; f != None {
		h.Forum, h.ForumName = v.Forum(f).Code, v.Forum(f).Name
	}
	if st.Held != nil {
		h.Sittings = st.Held.Sittings
		if st.Held.Venue != "" {
			h.Venue = st.Held.Venue
		}
	}
	if st.Closed != nil {
		h.ClosedOn = st.ClosedOn
	}
	return h
}

// Saying is the last word of an owner of its own part, beside what was
// retained.
type Saying struct {
	Owner Owner        `json:"structure"`
	State domain.State `json:"etat"`
	Words string       `json:"mots,omitzero"`
	// Gap marks a word that is not what was retained.
	Gap bool `json:"ecart,omitzero"`
}

// Said are the last words of i's owners.
func (v *View) Said(i RecommendationIndex) []Saying { return v.saidIn(v.State(i)) }

func (v *View) saidIn(st *recommendation.State) []Saying {
	var all []Saying
	for _, d := range st.Declarations {
		if o, known := v.r.organizationByID[d.Owner]; known {
			all = append(all, Saying{v.DescribeOrganization(o, ""), d.State, d.Words, d.State != st.State})
		}
	}
	return all
}

// ExaminedAt lists what session s gave a finding or classed, in order of first
// record of the recommendations. What was never made, or only later, is left
// out.
func (v *View) ExaminedAt(s SessionIndex) []RecommendationIndex {
	return v.ExaminedBeside(s, nil)
}

// ExaminedBeside lists those of ExaminedAt that session s does not deal with as
// one of others.
func (v *View) ExaminedBeside(s SessionIndex, others map[RecommendationIndex]int) []RecommendationIndex {
	id := v.r.sessions[s].id
	var all []RecommendationIndex
	for _, i := range v.r.sessions[s].dealt {
		if _, other := others[v.Bearer(i, s)]; other || !v.made(i) {
			continue
		}
		for _, f := range v.Facts(i) {
			if recommendation.SessionOf(f.Event) != id {
				continue
			}
			switch f.Event.(type) {
			case recommendation.Found, recommendation.Classed:
				all = append(all, i)
			default:
				continue
			}
			break
		}
	}
	return all
}

// DealtWith reports whether anything was ever recorded of i at session s: where
// nothing was, s neither examined nor listed it.
func (v *View) DealtWith(i RecommendationIndex, s SessionIndex) bool {
	_, dealt := slices.BinarySearch(v.r.sessions[s].dealt, i)
	return dealt || v.r.recommendations[i].shared
}

// CarriedAt is where session s put i, made elsewhere, on its own list again; a
// record that turned out to be a duplicate made there was i carried over.
func (v *View) CarriedAt(i RecommendationIndex, s SessionIndex) (at recommendation.Listing, carried bool) {
	id := v.r.sessions[s].id
	for _, f := range v.Facts(i) {
		switch e := f.Event.(type) {
		case recommendation.CarriedOver:
			if e.Session == id {
				at, carried = e.Listing, true
			}
		case recommendation.Formulated:
			if f.Foreign && e.Session == id && v.State(i).MadeAt != id {
				at, carried = e.Listing, true
			}
		}
	}
	return at, carried
}

// listedBefore is where i stood before session s, the zero Listing where it
// did not.
func (v *View) listedBefore(i RecommendationIndex, s SessionIndex) (last recommendation.Listing) {
	for _, l := range v.State(i).Listings {
		if l.Session == v.r.sessions[s].id {
			break
		}
		last = l
	}
	return last
}

// NumberBefore is the numéro that i bore before session s.
func (v *View) NumberBefore(i RecommendationIndex, s SessionIndex) string {
	if l := v.listedBefore(i, s); !l.Session.IsZero() {
		return NumberOf(l)
	}
	return ""
}

// ReferenceBefore is the last reference that i had before session s.
func (v *View) ReferenceBefore(i RecommendationIndex, s SessionIndex) string {
	return v.Reference(v.listedBefore(i, s))
}
