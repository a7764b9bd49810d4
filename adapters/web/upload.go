package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
)

const (
	// maxUpload bounds the files of one form, in bytes.
	maxUpload = 64 << 20
	// uploadTime is how long a weak line may take to send or to fetch them.
	uploadTime = 10 * time.Minute
)

// upload is a form with files whose fields are read and whose files are not:
// first is the next one.
type upload struct {
	rest  *multipart.Reader
	first *multipart.Part
}

// readFields reads the fields of a form with files, up to its first file: no
// byte of that is read before it is known who sent the form, and from which
// page. A form therefore has its files last.
func (v *visit) readFields() error {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxForm+maxUpload)
	lost := fault.New(fault.Invalid, refusedFormSize)
	parts, err := v.r.MultipartReader()
	if err != nil {
		return lost.Because(err)
	}
	v.form = url.Values{}
	for left := maxForm; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return lost.Because(err)
		}
		if part.FileName() != "" {
			v.files = &upload{parts, part}
			return nil
		}
		value, err := io.ReadAll(io.LimitReader(part, int64(left)+1))
		if left -= len(value); err != nil || left < 0 {
			return lost.Because(err)
		}
		v.form.Add(part.FormName(), string(value))
	}
}

// keepFiles keeps the files that the form sent, of who may record, and gives
// them after those that an earlier sending of the form had kept.
func (v *visit) keepFiles() ([]recommendation.Evidence, error) {
	if v.again != nil {
		return nil, v.again
	}
	for _, earlier := range v.form["gardee"] {
		sum, name, _ := strings.Cut(earlier, " ")
		v.kept = append(v.kept, recommendation.Evidence{SHA256: sum, Name: name})
	}
	if v.files == nil {
		return v.kept, nil
	}
	if err := v.by.May(access.Action{Needs: access.Record, Name: "attach"}); err != nil {
		return nil, err
	}
	v.allowFileTime()
	for part, err := v.files.first, error(nil); !errors.Is(err, io.EOF); part, err = v.files.rest.NextPart() {
		if err != nil {
			return nil, tooLarge(err)
		}
		if part.FileName() == "" {
			continue // a choice of no file
		}
		piece, err := v.Desk.Evidence.Keep(v.r.Context(), part.FileName(), part)
		if err != nil {
			return nil, tooLarge(err)
		}
		v.kept = append(v.kept, piece)
	}
	return v.kept, nil
}

// tooLarge places what went wrong with a file: what the ledger refuses is told
// as it is, and the rest is the line's doing, or the file's size.
func tooLarge(err error) error {
	if f, is := errors.AsType[*fault.Fault](err); is {
		return f.At(fileField)
	}
	_, tooBig := errors.AsType[*http.MaxBytesError](err)
	if tooBig || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Invalid, refusedFileSize, "limite", strconv.Itoa(maxUpload>>20)).At(fileField).Because(err)
	}
	return err
}

// fileField is the name of the field of a form that sends files.
const fileField = "fichier"

// allowFileTime gives this exchange the time that files take.
func (v *visit) allowFileTime() {
	c, until := http.NewResponseController(v.w), time.Now().Add(uploadTime)
	_ = c.SetReadDeadline(until) // a writer that has no deadline needs none
	_ = c.SetWriteDeadline(until.Add(time.Minute))
}
