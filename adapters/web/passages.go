package web

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// passage is what one session did about a recommendation, with the references
// that it gave it there.
type passage struct {
	Session    string // a reference
	Forum      string // by its name
	Day        domain.Day
	References []string
	Acts       []act
}

// act is one thing that a session did.
type act struct {
	Kind  string       // formulee, proposee, validee, ecartee, retenue, reconduite, classee, absorbee
	State domain.State // that was retained
	Why   string       // a stored motive
	Words string
}

// passagesOf puts the facts of one recommendation together by session, in the
// order in which they count.
func passagesOf(r *register.View, facts []recommendation.Fact) (all []passage) {
	for _, f := range facts {
		s, known := r.SessionOf(recommendation.SessionOf(f.Event))
		if !known {
			continue
		}
		reference := r.SessionReference(s)
		if n := len(all); n == 0 || all[n-1].Session != reference {
			p := passage{Session: reference, Day: f.Day}
			if forum := r.ForumOf(s); forum != register.None {
				p.Forum = r.Forum(forum).Name
			}
			all = append(all, p)
		}
		p := &all[len(all)-1]
		if l, lists := recommendation.ListingOf(f.Event); lists {
			p.References = append(p.References, r.Reference(l))
		}
		now := actOf(f.Event)
		if found := slices.IndexFunc(p.Acts, func(a act) bool { return a.Kind == "retenue" }); found >= 0 && now.Kind == "retenue" {
			p.Acts = slices.Delete(p.Acts, found, found+1) // of what one session retains the last counts
		}
		p.Acts = append(p.Acts, now)
	}
	return all
}

func actOf(e recommendation.Event) act {
	switch e := e.(type) {
	case recommendation.Formulated:
		if e.Phase == domain.PhaseTechnical {
			return act{Kind: "proposee"}
		}
		return act{Kind: "formulee"}
	case recommendation.Validated:
		return act{Kind: "validee"}
	case recommendation.SetAside:
		return act{Kind: "ecartee", Words: e.Reason}
	case recommendation.Found:
		return act{Kind: "retenue", State: e.State, Words: joined(e.Words, e.Observation)}
	case recommendation.CarriedOver:
		return act{Kind: "reconduite"}
	case recommendation.Classed:
		return act{Kind: "classee", Why: string(e.Motive), Words: joined(e.Words, e.Observation)}
	case recommendation.Absorbed:
		return act{Kind: "absorbee", Words: e.Reason}
	}
	return act{}
}

// worded is a text that a session gave a recommendation.
type worded struct {
	Text    string
	Session string // a reference
	Day     domain.Day
}

// wordingsOf are the texts of one recommendation, each where it changed.
func wordingsOf(r *register.View, facts []recommendation.Fact) (all []worded) {
	for _, f := range facts {
		text := ""
		switch e := f.Event.(type) {
		case recommendation.Formulated:
			text = e.Text
		case recommendation.Validated:
			text = e.Text
		case recommendation.CarriedOver:
			text = e.Text
		}
		if text == "" || len(all) > 0 && all[len(all)-1].Text == text {
			continue
		}
		w := worded{Text: text, Day: f.Day}
		if s, known := r.SessionOf(recommendation.SessionOf(f.Event)); known {
			w.Session = r.SessionReference(s)
		}
		all = append(all, w)
	}
	return all
}

// joined puts words together that say one thing.
func joined(words ...string) string {
	var said []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			said = append(said, w)
		}
	}
	return strings.Join(said, " — ")
}
