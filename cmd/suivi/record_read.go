package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
)

// maxTextFile bounds what is read of a file that holds a text, so that its
// size can be told whatever it is.
const maxTextFile = 1 << 30

// long reads a text as given, or, after "@", out of a file ("@-": the standard
// input). "@@" begins a text with "@".
func (r *recording) long(s, place string) (string, error) {
	if !strings.HasPrefix(s, "@") {
		return s, nil
	}
	if strings.HasPrefix(s, "@@") {
		return s[1:], nil
	}
	from := r.app.Stdin
	if s != "@-" {
		f, err := os.Open(s[1:])
		if err != nil {
			return "", fileFault(err, s[1:]).At(place)
		}
		defer f.Close()
		from = f
	}
	b, err := io.ReadAll(io.LimitReader(from, recommendation.MaxText+1))
	if err != nil {
		return "", fileFault(err, s[1:]).At(place)
	}
	if len(b) > recommendation.MaxText {
		rest, _ := io.Copy(io.Discard, io.LimitReader(from, maxTextFile))
		return "", fault.New(fault.Invalid, recommendation.InvalidTooLong, "taille", strconv.FormatInt(int64(len(b))+rest, 10), "limite", strconv.Itoa(recommendation.MaxText)).At(place)
	}
	if !utf8.Valid(b) {
		return "", fault.New(fault.Invalid, recommendation.InvalidUTF8).At(place)
	}
	return strings.TrimRight(strings.TrimPrefix(string(b), "\ufeff"), "\r\n"), nil
}

// fileFault says why a file of the user's cannot be read.
func fileFault(err error, name string) *fault.Fault {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "fichier.absent", "fichier", name).Because(err)
	}
	return fault.New(fault.Invalid, "fichier.illisible", "fichier", name).Because(err)
}

// impossible are days of months that have none such, which an échéance must
// not keep as mere words.
var impossible = regexp.MustCompile(`\b(3[01] fevrier|31 (avril|juin|septembre|novembre))\b`)

// dueDate reads an échéance. Words that name no day are kept as they are; a
// date that is miswritten is refused.
func dueDate(s string, made domain.Day, place string) (domain.Period, error) {
	p, readable := wording.Due(s, made)
	if readable || strings.TrimSpace(s) == "" {
		return p, nil
	}
	refused := fault.New(fault.Invalid, "moment.illisible", "lu", s)
	if impossible.MatchString(wording.Fold(s)) {
		return p, fault.New(fault.Invalid, "moment.illisible", "lu", s, "cause", string(wording.NoSuchDate)).At(place)
	}
	_, err := wording.Date(s)
	if e, is := errors.AsType[*wording.Error](err); is && e.Code != wording.Unreadable && e.Code != wording.NoYear {
		return p, fault.New(fault.Invalid, refused.Code, "lu", s, "cause", string(e.Code)).At(place)
	}
	return p, nil
}

// periodAt reads a date given by an option, nothing for nothing.
func periodAt(s, place string) (domain.Period, error) {
	if strings.TrimSpace(s) == "" {
		return domain.Period{}, nil
	}
	p, err := readPeriod(s)
	return p, at(err, place)
}

// stateAt reads an état, by its stored name or as people write it; only the
// three that are found or declared.
func stateAt(s, place string) (domain.State, error) {
	var state domain.State
	if err := state.UnmarshalText([]byte(strings.TrimSpace(s))); err != nil || s == "" {
		if reading := wording.State(s, ""); reading.Sure {
			state = reading.Outcome.State()
		}
	}
	switch state {
	case domain.InProgress, domain.Executed, domain.NotDone:
		return state, nil
	case domain.CarriedOver:
		return 0, fault.New(fault.Invalid, "option.reconduite", "lu", s).At(place)
	}
	return 0, choice(s, place, []domain.State{domain.InProgress, domain.Executed, domain.NotDone})
}

// oneOf reads one of a few words, nothing as the first.
func oneOf[W ~string](s, place string, words ...W) (W, error) {
	for _, w := range words {
		if s == string(w) || wording.Fold(s) == strings.ReplaceAll(string(w), "_", " ") {
			return w, nil
		}
	}
	names := make([]string, 0, len(words))
	for _, w := range words {
		if w != "" {
			names = append(names, string(w))
		}
	}
	return "", fault.New(fault.Invalid, "option.illisible", "lu", s, "possibles", strings.Join(names, ", ")).At(place)
}
