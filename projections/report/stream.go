package report

import (
	"cmp"
	"strconv"
	"time"

	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/history"
)

var streamEventNames = map[event.Type]glossary.Text{
	session.PlannedV1:         {FR: "planifiée", EN: "planned"},
	session.PostponedV1:       {FR: "reportée", EN: "postponed"},
	session.CancelledV1:       {FR: "annulée", EN: "cancelled"},
	session.HeldV1:            {FR: "tenue", EN: "held"},
	session.ListFixedV1:       {FR: "liste à examiner arrêtée", EN: "list to examine fixed"},
	session.InscribedV1:       {FR: "inscrite sur sa liste", EN: "inscribed on its list"},
	session.TotalsDeclaredV1:  {FR: "totaux déclarés", EN: "totals declared"},
	session.ClosedV1:          {FR: "close", EN: "closed"},
	session.RectifiedV1:       {FR: "rectifiée", EN: "rectified"},
	forum.CreatedV1:           {FR: "créé", EN: "created"},
	forum.RenamedV1:           {FR: "renommé", EN: "renamed"},
	forum.ReparentedV1:        {FR: "rattaché", EN: "attached"},
	forum.SecretariatV1:       {FR: "secrétariat désigné", EN: "secretariat named"},
	forum.LeadV1:              {FR: "chef de file désigné", EN: "lead named"},
	forum.RuleSetV1:           {FR: "règle fixée", EN: "rule set"},
	forum.RectifiedV1:         {FR: "rectifié", EN: "rectified"},
	organization.CreatedV1:    {FR: "créée", EN: "created"},
	organization.RenamedV1:    {FR: "renommée", EN: "renamed"},
	organization.ReparentedV1: {FR: "rattachée", EN: "attached"},
	organization.MergedV1:     {FR: "fusionnée", EN: "merged"},
	organization.RectifiedV1:  {FR: "rectifiée", EN: "rectified"},
}

// StreamHistory prints every event of one session, forum or structure.
func StreamHistory(h history.Stream, l glossary.Language, place *time.Location) Document {
	w := writer{l}
	name := func(id string) string { return cmp.Or(h.Names[id], id) }
	d := Document{Title: w.t("Historique — ", "History — ") + glossary.Reference(h.Reference, l)}
	t := Table{Columns: []Column{{Head: w.t("Effet", "Effect")}, {Head: w.t("Événement", "Event"), Share: 2}, {Head: w.t("Ce qui est dit", "What is said"), Share: 4},
		{Head: w.t("Enregistré", "Recorded")}, {Head: w.t("Par", "By"), Share: 1}, {Head: w.t("Identifiant", "Id")}}, Empty: w.t("Rien.", "Nothing.")}
	for _, e := range h.Entries {
		what := streamEventNames[e.Type].In(l)
		if e.Void {
			what += w.t(" (annulé)", " (void)")
		} else if !e.RectifiedBy.IsZero() {
			what += w.t(" (rectifié)", " (rectified)")
		}
		day := w.t("toujours", "since ever")
		if e.Day > 1 {
			day = glossary.ShortDay(e.Day)
		}
		t.Rows = append(t.Rows, []string{day, what, w.saidOfStream(e.Payload, name), e.RecordedAt.In(place).Format("02/01/2006 15:04"), joinNonEmpty(" — ", e.Actor.ID, e.Actor.Function), e.ID.String()})
	}
	d.Tables = []Table{t}
	return d
}

// saidOfStream is what an event of a session, forum or structure says.
func (w writer) saidOfStream(p event.Payload, name func(id string) string) string {
	under := func(id interface {
		IsZero() bool
		String() string
	}) string {
		if id.IsZero() {
			return ""
		}
		return w.t("sous ", "under ") + name(id.String())
	}
	switch p := p.(type) {
	case session.Planned:
		return joinNonEmpty(" — ", p.Title, p.Edition, w.word(string(p.Phase)), glossary.Period(p.Expected, w.l), p.Venue)
	case session.Postponed:
		return joinNonEmpty(" — ", glossary.Period(p.Expected, w.l), p.Reason)
	case session.Cancelled:
		return p.Reason
	case session.Held:
		return joinNonEmpty(" — ", glossary.Periods(p.Sittings, w.l), p.Venue)
	case session.ListFixed:
		return plural(len(p.Items), w.t("recommandation", "recommendation"), w.t("recommandations", "recommendations"))
	case session.Inscribed:
		return joinNonEmpty(", ", number(p.Number, p.Place, w), w.eventType(string(p.Follow.Type)))
	case session.TotalsDeclared:
		return p.Subject
	case session.Closed:
		return joinNonEmpty(" — ", glossary.Period(p.Validated, w.l), p.By)
	case forum.Created:
		return joinNonEmpty(" — ", p.Code, p.Name, p.Kind, under(p.Parent))
	case forum.Renamed:
		return p.Name
	case forum.Reparented:
		return under(p.Parent)
	case forum.SecretariatNamed:
		return p.Words
	case forum.LeadNamed:
		if p.Year != 0 {
			return p.Words + " (" + strconv.Itoa(p.Year) + ")"
		}
		return p.Words
	case forum.RuleSet:
		return joinNonEmpty(" — ", p.Periodicity, w.word(string(p.Examines)), p.Theme, w.word(string(p.Word)))
	case organization.Created:
		return joinNonEmpty(" — ", p.Code, p.Acronym, p.Name, under(p.Parent))
	case organization.Renamed:
		return joinNonEmpty(" — ", p.Acronym, p.Name)
	case organization.Reparented:
		return under(p.Parent)
	case organization.Merged:
		return w.t("dans ", "into ") + name(p.Successor.String())
	case event.Correcting:
		return w.correction(p.Correcting(), name)
	}
	return ""
}

func (w writer) correction(c *event.Correction, name func(id string) string) string {
	if c.Void {
		return joinNonEmpty(" — ", c.Reason, w.t("n'a jamais eu lieu", "never happened"))
	}
	instead := w.saidOfStream(c.Instead, name)
	if c.Day != 0 {
		instead = joinNonEmpty(", ", instead, glossary.Day(c.Day, w.l))
	}
	return joinNonEmpty(" — ", c.Reason, w.t("il faut lire : ", "should read: ")+instead)
}

// Said is what an event says in words, "" where its name says all; name gives
// what is read of an identity.
func Said(p event.Payload, l glossary.Language, name func(id string) string) string {
	w := writer{l}
	if _, is := p.(recommendation.Event); is {
		return w.said(p)
	}
	return w.saidOfStream(p, name)
}
