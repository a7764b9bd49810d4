package httpapi

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// Problem is a refusal as RFC 9457 writes it.
type Problem struct {
	Type     string            `json:"type"` // opens a page of this server that explains it
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Detail   string            `json:"detail"`   // in the reader's language, with what to do next
	Instance string            `json:"instance"` // names the request, as the server's log does
	Code     string            `json:"code"`     // stable
	Kind     fault.Kind        `json:"genre"`
	Args     map[string]string `json:"arguments,omitempty"` // what the detail was made of, for a program
	// Errors say where in the request it lies.
	Errors []ProblemPlace `json:"errors,omitempty"`
	// Possible are the états, or the commands, that could follow from here.
	Possible []string `json:"possibles,omitempty"`
	// Of a version that is out of date: the present one, and what was recorded
	// since the one that was seen.
	Version *event.Version `json:"version_actuelle,omitzero"`
	Changes []desk.Change  `json:"changements,omitempty"`

	retryAfter string
}

// ProblemPlace is one place of a request: "body.etat", "query.au", "path.ref",
// "header.If-Match".
type ProblemPlace struct {
	Location string `json:"location"`
	Message  string `json:"message"`
	Value    string `json:"value,omitzero"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	p.headers(h)
	return h
}

func (p *Problem) headers(h http.Header) {
	h.Set("Cache-Control", "no-store")
	if p.retryAfter != "" {
		h.Set("Retry-After", p.retryAfter)
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="suivi"`)
	}
}

// Codes of the refusals of this package.
const (
	refusedNoPage      = "requete.page_inconnue"
	refusedNoMethod    = "requete.methode"
	refusedTooBig      = "requete.trop_grande"
	refusedTooLong     = "requete.adresse_trop_longue"
	refusedSlow        = "requete.trop_lente"
	refusedUnreadable  = "requete.illisible"
	refusedField       = "requete.champ_inconnu"
	refusedParameter   = "requete.parametre_inconnu"
	refusedTwice       = "requete.parametre_repete"
	refusedMissing     = "requete.champ_manquant"
	refusedValue       = "requete.valeur"
	refusedMediaType   = "requete.type_de_contenu"
	refusedKey         = "requete.cle"
	refusedIfMatch     = "requete.si_version"
	refusedRowVersions = "examen.version_par_ligne"
	refusedOurs        = "serveur.erreur"
	refusedLeft        = "requete.abandonnee"
	refusedStopped     = "serveur.projections_arretees"
	refusedCredentials = "acces.entete"
	refusedHost        = "acces.hote"
)

var (
	errNoPage   = fault.New(fault.NotFound, refusedNoPage)
	errNoMethod = fault.New(fault.Invalid, refusedNoMethod)
)

// statusLeft says of a request that its client left before it was answered.
// Nobody reads it but logs and metrics; servers and proxies use 499 for that.
const statusLeft = 499

// statusOf maps a fault to its status. Places are where the fault lies in what
// was sent: what the path names and is not there is 404, what a field names
// 422.
func statusOf(f *fault.Fault) int {
	switch f.Code {
	case refusedNoMethod:
		return http.StatusMethodNotAllowed
	case refusedTooBig:
		return http.StatusRequestEntityTooLarge
	case refusedTooLong:
		return http.StatusRequestURITooLong
	case refusedSlow:
		return http.StatusRequestTimeout
	case refusedLeft:
		return statusLeft
	case refusedUnreadable:
		return http.StatusBadRequest
	case refusedMediaType:
		return http.StatusUnsupportedMediaType
	case ledger.RefusedStale, ledger.RefusedNoVersion:
		return http.StatusPreconditionFailed
	case ledger.RefusedCommandReused:
		return http.StatusUnprocessableEntity
	case ledger.RefusedBusy, desk.RefusedImportUnderWay:
		return http.StatusServiceUnavailable
	}
	switch f.Kind {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		if f.Place == "" || strings.HasPrefix(f.Place, "path.") {
			return http.StatusNotFound
		}
		return http.StatusUnprocessableEntity
	case fault.Refused, fault.Conflict:
		return http.StatusConflict
	case fault.Anonymous:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// titles are the short words for each status, which do not change between
// occurrences.
var titles = map[int]glossary.Text{
	http.StatusBadRequest:            {FR: "Demande illisible", EN: "Unreadable request"},
	http.StatusUnauthorized:          {FR: "Jeton demandé", EN: "Token required"},
	http.StatusForbidden:             {FR: "Interdit", EN: "Forbidden"},
	http.StatusNotFound:              {FR: "Introuvable", EN: "Not found"},
	http.StatusMethodNotAllowed:      {FR: "Méthode impossible", EN: "Method not allowed"},
	http.StatusRequestTimeout:        {FR: "Demande trop lente", EN: "Request too slow"},
	http.StatusConflict:              {FR: "Refusé", EN: "Refused"},
	http.StatusPreconditionFailed:    {FR: "Version dépassée", EN: "Version out of date"},
	http.StatusRequestEntityTooLarge: {FR: "Demande trop grande", EN: "Request too large"},
	http.StatusRequestURITooLong:     {FR: "Adresse trop longue", EN: "Address too long"},
	http.StatusUnsupportedMediaType:  {FR: "Type de contenu impossible", EN: "Unsupported media type"},
	http.StatusUnprocessableEntity:   {FR: "Demande invalide", EN: "Invalid request"},
	statusLeft:                       {FR: "Demande abandonnée", EN: "Request abandoned"},
	http.StatusInternalServerError:   {FR: "Erreur du serveur", EN: "Server error"},
	http.StatusServiceUnavailable:    {FR: "Indisponible pour l'instant", EN: "Unavailable for now"},
}

// problem words err for the reader of r. part is the part of the request in
// which a place without one lies: "body" or "query". What is no fault is ours:
// it goes to the log, and the reader gets the request's name.
func (s *Server) problem(r *http.Request, err error, part string) *Problem {
	l := languageOf(r)
	f, is := errors.AsType[*fault.Fault](err)
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		f, is = fault.New(fault.Unavailable, refusedLeft), true
	}
	if _, stopped := errors.AsType[*runner.Unreadable](err); stopped && !is {
		f, is = fault.New(fault.Unavailable, refusedStopped).Because(err), true
	}
	if !is || f.Kind == fault.Internal {
		s.Log.ErrorContext(r.Context(), "request failed", "demande", requestID(r), "erreur", err)
		f = fault.New(fault.Internal, refusedOurs, "demande", requestID(r))
	}
	f = asText(f)
	p := &Problem{Type: helpPath(f.Code), Status: statusOf(f), Code: f.Code, Kind: f.Kind, Args: f.Args, Instance: "urn:suivi:demande:" + requestID(r)}
	p.Title = titles[p.Status].In(l)
	p.Detail = s.explain(f, l)
	if f.Place != "" {
		p.Errors = []ProblemPlace{{Location: located(f.Place, part), Message: s.say(f.Code, f.Args, l), Value: f.Args["lu"]}}
	} else if p.Status == http.StatusNotFound && f.Code != refusedNoPage {
		p.Errors = []ProblemPlace{{Location: "path.ref", Message: p.Detail}}
	}
	p.Possible = f.Possible
	if p.Status == http.StatusServiceUnavailable {
		p.retryAfter = "1"
		if f.Code == ledger.RefusedAway || f.Code == ledger.RefusedUnknown {
			p.retryAfter = "5" // a cluster elects a leader in that time
		}
		if f.Cause != nil || f.Code == ledger.RefusedAway {
			s.Log.WarnContext(r.Context(), "unavailable", "demande", requestID(r), "erreur", err)
		}
	}
	if stale, is := errors.AsType[*ledger.VersionConflict](err); is && p.Status == http.StatusPreconditionFailed {
		p.Version = &stale.Actual
		p.Changes, err = s.Desk.ChangesSince(r.Context(), stale.Stream, stale.Expected)
		if err != nil {
			s.Log.WarnContext(r.Context(), "changes unread", "demande", requestID(r), "erreur", err)
		}
	}
	return p
}

// asText is f, of whose request nothing is quoted that is not text.
func asText(f *fault.Fault) *fault.Fault {
	t := *f
	t.Place, t.Args = text(f.Place), maps.Clone(f.Args)
	for name, value := range t.Args {
		t.Args[name] = text(value)
	}
	return &t
}

func text(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// located completes a place with the part of the request that it lies in.
func located(place, part string) string {
	for _, known := range []string{"body", "query", "path", "header"} {
		if place == known || strings.HasPrefix(place, known+".") {
			return place
		}
	}
	return part + "." + place
}

// refuse answers with err as a problem document.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) int {
	return s.write(w, s.problem(r, err, "query"))
}

func (s *Server) write(w http.ResponseWriter, p *Problem) int {
	body, err := json.Marshal(p, json.Deterministic(true))
	if err != nil {
		s.Log.Error("problem not written", "erreur", err)
	}
	h := w.Header()
	p.headers(h)
	h.Set("Content-Type", p.ContentType(""))
	h.Del("Etag")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
	return p.Status
}

// huma words its own refusals through one function for all servers of the
// process; ours takes the server from the request.
func init() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		call, ours := ctx.Context().Value(callKey{}).(*call)
		if !ours {
			return &Problem{Status: status, Title: message}
		}
		p := call.server.misread(call.request, status, message, errs)
		for name, values := range p.GetHeaders() {
			ctx.SetHeader(name, values[0])
		}
		return p
	}
	huma.NewError = func(status int, message string, _ ...error) huma.StatusError {
		return &Problem{Status: status, Title: message}
	}
}
