package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/go-chi/chi/v5"
)

//go:embed pages/*.html assets/*
var files embed.FS

// templates are the pages, each with the layout and the parts that several
// share (the files whose names begin with "_").
var templates = parsePages()

func parsePages() map[string]*template.Template {
	shared := template.Must(template.New("").Funcs(functions).ParseFS(files, "pages/_*.html"))
	all := map[string]*template.Template{}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		panic(err) // of a pattern that is written here
	}
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		if !strings.HasPrefix(base, "_") {
			all[base] = template.Must(template.Must(shared.Clone()).ParseFS(files, name))
		}
	}
	return all
}

// functions are those that templates have beside the methods of head.
var functions = template.FuncMap{
	"asset": assetAddress,
	"n":     figures,
	"list":  func(all ...field) []field { return all },
	// part hands a part the page and what it is about.
	"part": func(h any, of any) (part, error) {
		p, is := h.(interface{ self() *head })
		if !is {
			return part{}, fmt.Errorf("%T is no page", h)
		}
		return part{p.self(), of}, nil
	},
}

// part is what a part that several pages share is about.
type part struct {
	*head
	Of any
}

func (h *head) self() *head { return h }

// show answers with a page.
func (v *visit) show(name string, page any) error {
	var out bytes.Buffer
	if err := templates[name].ExecuteTemplate(&out, "layout", page); err != nil {
		return err
	}
	v.begin()
	if _, err := v.w.Write(out.Bytes()); err != nil {
		v.Log.DebugContext(v.r.Context(), "page not taken", "erreur", err)
	}
	return nil
}

// showLong is show of a page that may be asked for whole: it then is sent while
// it is made, and is never all in memory.
func (v *visit) showLong(name string, page any) error {
	if !v.head.whole() {
		return v.show(name, page)
	}
	v.begin()
	if err := templates[name].ExecuteTemplate(v.w, "layout", page); err != nil {
		v.Log.DebugContext(v.r.Context(), "page not taken whole", "erreur", err)
	}
	return nil
}

// begin begins the answer.
func (v *visit) begin() {
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(v.head.Lang))
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Accept-Language, Cookie")
	v.w.WriteHeader(v.status)
}

const assetPath = "/fichiers/"

// assets are the files that pages name, under a name that changes with their
// content: a browser keeps each for ever.
var assets, assetNames = nameAssets()

type asset struct {
	content []byte
	kind    string
}

func nameAssets() (map[string]asset, map[string]string) {
	all, names := map[string]asset{}, map[string]string{}
	entries, err := files.ReadDir("assets")
	if err != nil {
		panic(err) // of files that are built in
	}
	for _, e := range entries {
		content, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(content)
		extension := path.Ext(e.Name())
		name := strings.TrimSuffix(e.Name(), extension) + "-" + hex.EncodeToString(sum[:4]) + extension
		all[name] = asset{content, mime.TypeByExtension(extension)}
		names[e.Name()] = name
	}
	return all, names
}

func assetAddress(name string) (string, error) {
	if named, known := assetNames[name]; known {
		return assetPath + named, nil
	}
	return "", fmt.Errorf("there is no asset %s", name)
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, known := assets[chi.URLParam(r, "name")]
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(a.content)
}
