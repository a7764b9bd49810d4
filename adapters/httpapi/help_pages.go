package httpapi

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"suivi/adapters/i18n"
	"suivi/domain/glossary"
)

//go:embed pages
var pageFiles embed.FS

// templates are the pages, each with the layout around it.
var templates = parsePages("aide", "api", "refus", "code", "introuvable")

func parsePages(names ...string) map[string]*template.Template {
	all := map[string]*template.Template{}
	for _, name := range names {
		all[name] = template.Must(template.ParseFS(pageFiles, "pages/layout.html", "pages/"+name+".html"))
	}
	return all
}

// speech words a page in one language.
type speech struct{ Lang glossary.Language }

// T gives the words of the page's language.
func (s speech) T(fr, en string) string { return glossary.Text{FR: fr, EN: en}.In(s.Lang) }

// Link leads to another page in the same language.
func (s speech) Link(path string) string { return path + "?langue=" + string(s.Lang) }

// head is what every page has.
type head struct {
	speech
	Title, Path, Release string
}

// Style is where the style sheet is.
func (head) Style() string { return helpStyle }

// OtherLang is the language that the page is not in.
func (h head) OtherLang() glossary.Language {
	if h.Lang == glossary.English {
		return glossary.French
	}
	return glossary.English
}

// Other is the same page in the other language.
func (h head) Other() string { return speech{h.OtherLang()}.Link(h.Path) }

// menuItem is one of the pages that all lead to.
type menuItem struct {
	Path, Title string
	Here        bool
}

// Menu leads to the pages.
func (h head) Menu() []menuItem {
	all := []menuItem{{helpRoot, h.T("Aide", "Help"), false}, {helpAPI, "API", false}, {helpRefusal, h.T("Refus", "Refusals"), false}}
	for i := range all {
		all[i].Here = all[i].Path == h.Path
	}
	return all
}

// serveHelp puts the API's description and the pages under their paths.
func (s *Server) serveHelp() {
	s.description = sync.OnceValue(s.descriptions)
	s.serveDescription()
	s.public("/", func(w http.ResponseWriter, r *http.Request) int {
		http.Redirect(w, r, helpRoot, http.StatusFound)
		return http.StatusFound
	})
	style, _ := pageFiles.ReadFile("pages/style.css") // embedded: it is there
	sheet := newAnswer(moment{}, style)
	sheet.tag = publicTag(style)
	s.public(helpStyle, func(w http.ResponseWriter, r *http.Request) int {
		return s.publish(w, r, sheet, "text/css; charset=utf-8")
	})
	s.public(helpRoot, func(w http.ResponseWriter, r *http.Request) int {
		l := languageAsked(r)
		return s.publishPage(w, r, s.page("aide", s.helpView(head{speech{l}, "", helpRoot, s.Release}, reachedAt(r))), l)
	})
	s.publicPage(helpAPI, "api", func(h head) any { return s.apiView(h) })
	s.publicPage(helpRefusal, "refus", func(h head) any { return s.refusalsView(h) })
	s.public(helpRefusal+"/{code}", s.serveCode)
}

// public serves what everybody may read.
func (s *Server) public(path string, h handler) {
	s.mux.Get(path, s.observed(path, h))
	s.mux.Head(path, s.observed(path, h))
}

// publicPage serves a page that is the same for all readers of one language,
// made when first asked for.
func (s *Server) publicPage(path, name string, view func(h head) any) {
	made := map[glossary.Language]func() *answer{}
	for _, l := range []glossary.Language{glossary.French, glossary.English} {
		made[l] = sync.OnceValue(func() *answer { return s.page(name, view(head{speech{l}, "", path, s.Release})) })
	}
	s.public(path, func(w http.ResponseWriter, r *http.Request) int {
		l := languageAsked(r)
		return s.publishPage(w, r, made[l](), l)
	})
}

// page writes a page.
func (s *Server) page(name string, view any) *answer {
	var b bytes.Buffer
	if err := templates[name].ExecuteTemplate(&b, "page", view); err != nil {
		s.Log.Error("page not written", "page", name, "erreur", err)
	}
	body := unbroken.ReplaceAllFunc(b.Bytes(), func(found []byte) []byte {
		if bytes.HasPrefix(found, []byte("<pre")) {
			return found
		}
		return bytes.ReplaceAll(found, []byte(" "), []byte("\u00a0"))
	})
	x := newAnswer(moment{}, body)
	x.tag = publicTag(body)
	return x
}

// unbroken is where French typography does not break a line; and what is to be
// copied as it stands, where nothing is changed.
var unbroken = regexp.MustCompile(`(?s)<pre.*?</pre>|« | »| [:;?!]`)

func (s *Server) publishPage(w http.ResponseWriter, r *http.Request, x *answer, l glossary.Language) int {
	pageHeaders(w.Header(), l)
	return s.publish(w, r, x, "text/html; charset=utf-8")
}

// pageHeaders keep a page from loading or running anything but its style.
func pageHeaders(h http.Header, l glossary.Language) {
	h.Set("Content-Language", string(l))
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
}

// namesHost is a host as one types it, with its port where it has one.
var namesHost = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?$`)

// reachedAt is the server's address as the reader reached it, also where a proxy
// speaks TLS for it; that of a server at home where the request names none.
func reachedAt(r *http.Request) string {
	if !namesHost.MatchString(r.Host) {
		return "http://127.0.0.1:8080"
	}
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// codeView is the page of one code.
type codeView struct {
	head
	Code codeRow
}

// serveCode explains a code of the catalogue.
func (s *Server) serveCode(w http.ResponseWriter, r *http.Request) int {
	code, l := r.PathValue("code"), languageAsked(r)
	if _, known := i18n.Texts[code]; !known {
		return s.nothingThere(w, r)
	}
	return s.publishPage(w, r, s.page("code", codeView{head{speech{l}, code, r.URL.Path, s.Release}, s.codeRow(code, l)}), l)
}

// noPage says to a person that nothing is there.
func (s *Server) noPage(w http.ResponseWriter, r *http.Request) int {
	l := languageAsked(r)
	h := head{speech{l}, glossary.Text{FR: "Page introuvable", EN: "Page not found"}.In(l), r.URL.Path, s.Release}
	body := s.page("introuvable", codeView{h, s.codeRow(refusedNoPage, l)})
	pageHeaders(w.Header(), l)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(body.plain)
	return http.StatusNotFound
}

// notFound answers for an address that nothing is at: with a page to a browser
// that asks for one, else with a problem document.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request) { s.logged(s.nothingThere)(w, r) }

func (s *Server) nothingThere(w http.ResponseWriter, r *http.Request) int {
	if strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/api/") {
		return s.noPage(w, r)
	}
	return s.refuse(w, r, errNoPage)
}
