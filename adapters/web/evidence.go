package web

import (
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// evidencePath is where the bytes of evidence are downloaded.
const evidencePath = "/pieces"

// hash is how a SHA-256 is written.
var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// serveEvidence gives the bytes of evidence that some recommendation puts
// forward, under the name and the type that are recorded of them. A browser
// shows by itself what runs nothing, and otherwise saves it; it runs nothing of
// it in either case.
func serveEvidence(v *visit) error {
	sum := v.param("sha256")
	unknown := fault.New(fault.NotFound, "piece.inconnue", "empreinte", sum)
	if !hash.MatchString(sum) {
		return unknown
	}
	var piece recommendation.Evidence
	err := v.look(func(r *register.View) error {
		var known bool
		if piece, known = r.Piece(sum); !known {
			return unknown
		}
		return nil
	})
	if err != nil {
		return err
	}
	bytes, err := v.Desk.Evidence.Open(v.r.Context(), sum)
	if errors.Is(err, fs.ErrNotExist) {
		return unknown.Because(err)
	}
	if err != nil {
		return err
	}
	defer bytes.Close()
	v.allowFileTime()
	h := v.w.Header()
	h.Set("Content-Type", recordedType(piece))
	h.Set("Content-Disposition", mime.FormatMediaType(pick(harmless(piece.MediaType), "inline", "attachment"), map[string]string{"filename": piece.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Etag", `"`+sum+`"`)
	h.Set("Cache-Control", "private, immutable, max-age=31536000")
	h.Set(gzhttp.HeaderNoCompression, "1") // a file is fetched in stretches, and most are compressed already
	http.ServeContent(v.w, v.r, "", time.Time{}, bytes)
	return nil
}

// harmless reports whether browsers show a type without running anything of
// it: an SVG may hold a script.
func harmless(mediaType string) bool {
	kind, _, err := mime.ParseMediaType(mediaType)
	return err == nil && (kind == "application/pdf" || strings.HasPrefix(kind, "image/") && !strings.Contains(kind, "xml"))
}

// recordedType is the type that is recorded of a piece, that of any bytes
// where it is none.
func recordedType(piece recommendation.Evidence) string {
	if _, _, err := mime.ParseMediaType(piece.MediaType); err != nil {
		return "application/octet-stream"
	}
	return piece.MediaType
}
