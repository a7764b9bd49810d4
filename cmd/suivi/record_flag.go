package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/recommendation"
)

// optional is an option of which it is told whether it was given.
type optional[V any] struct {
	into **V
	kind string // as pflag calls it
	add  func(to *V, s string) error
}

func (o optional[V]) String() string { return "" }
func (o optional[V]) Type() string   { return o.kind }

func (o optional[V]) Set(s string) error {
	if *o.into == nil {
		*o.into = new(V)
	}
	return o.add(*o.into, s)
}

func optionalText(into **string) optional[string] {
	return optional[string]{into, "string", func(to *string, s string) error { *to = s; return nil }}
}

func optionalTexts(into **[]string) optional[[]string] {
	return optional[[]string]{into, "stringArray", func(to *[]string, s string) error { *to = append(*to, s); return nil }}
}

func optionalCount(into **int) optional[int] {
	return optional[int]{into, "int", func(to *int, s string) (err error) {
		*to, err = strconv.Atoi(s)
		return err
	}}
}

// maxTextFile bounds what is read of a file that holds a text, so that its
// size can be told whatever it is.
const maxTextFile = 1 << 30

// long reads a text as given, or, after "@", out of a file ("@-": the standard
// input). "@@" begins a text with "@".
func (a *app) long(s *string, place string) error {
	if !strings.HasPrefix(*s, "@") {
		return nil
	}
	if strings.HasPrefix(*s, "@@") {
		*s = (*s)[1:]
		return nil
	}
	from, name := a.Stdin, (*s)[1:]
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fileFault(err, name).At(place)
		}
		defer f.Close()
		from = f
	}
	b, err := io.ReadAll(io.LimitReader(from, field.MaxText+1))
	if err != nil {
		return fileFault(err, name).At(place)
	}
	if len(b) > field.MaxText {
		rest, _ := io.Copy(io.Discard, io.LimitReader(from, maxTextFile))
		return fault.New(fault.Invalid, field.TooLong, "taille", strconv.FormatInt(int64(len(b))+rest, 10), "limite", strconv.Itoa(field.MaxText)).At(place)
	}
	if !utf8.Valid(b) {
		return fault.New(fault.Invalid, field.NotUTF8).At(place)
	}
	*s = strings.TrimRight(strings.TrimPrefix(string(b), "\ufeff"), "\r\n")
	return nil
}

// piece keeps a file of the user's as evidence.
func (a *app) piece(c *cobra.Command, path, place string) (e recommendation.Evidence, err error) {
	from, err := os.Open(path)
	if err != nil {
		return e, fileFault(err, path).At(place)
	}
	defer from.Close()
	if st, err := from.Stat(); err == nil && !st.Mode().IsRegular() {
		return e, fault.New(fault.Invalid, "fichier.illisible", "fichier", path).At(place)
	}
	return a.keepEvidence(c.Context(), path, from)
}

// fileFault says why a file of the user's cannot be read.
func fileFault(err error, name string) *fault.Fault {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "fichier.absent", "fichier", name).Because(err)
	}
	return fault.New(fault.Invalid, "fichier.illisible", "fichier", name).Because(err)
}

// written refuses an argument that says nothing.
func written(s, argument string) error {
	if field.Blank(s) {
		return fault.New(fault.Invalid, field.Empty).At(argument)
	}
	return nil
}
