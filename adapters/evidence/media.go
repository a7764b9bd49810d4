package evidence

import (
	"net/http"
	"path/filepath"
	"strings"
)

// beginningSize is how many bytes tell the kind of a file (http.DetectContentType).
const beginningSize = 512

// beginning keeps the first bytes of what is written to it.
type beginning []byte

func (b *beginning) Write(p []byte) (int, error) {
	if room := beginningSize - len(*b); room > 0 {
		*b = append(*b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// officeTypes are those that the first bytes of a file do not tell.
var officeTypes = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
	".doc":  "application/msword",
	".xls":  "application/vnd.ms-excel",
	".csv":  "text/csv; charset=utf-8",
}

func mediaType(path string, head beginning) string {
	if t, known := officeTypes[strings.ToLower(filepath.Ext(path))]; known {
		return t
	}
	return http.DetectContentType(head)
}
