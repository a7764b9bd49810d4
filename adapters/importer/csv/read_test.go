package csv_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
)

const french = "Numéro;Texte\n1;Où l'œuvre est déjà prête\n"

func encoded(t *testing.T, text string, encode func(string) (string, error)) string {
	t.Helper()
	s, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAFileIsReadInTheEncodingThatItHas(t *testing.T) {
	for name, content := range map[string]string{
		"UTF-8":                       french,
		"UTF-8 of Excel":              "\ufeff" + french,
		"Windows-1252":                encoded(t, french, charmap.Windows1252.NewEncoder().String),
		"UTF-16 of Excel":             encoded(t, french, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String),
		"UTF-16, the other way round": encoded(t, french, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String),
		"commas":                      "Numéro,Texte\n1,Où l'œuvre est déjà prête\n",
		"tabs":                        "Numéro\tTexte\n1\tOù l'œuvre est déjà prête\n",
		"a line that says which":      "sep=,\r\nNuméro,Texte\r\n1,Où l'œuvre est déjà prête\r\n",
	} {
		table, err := csv.Read("x.csv", strings.NewReader(content))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff([]string{"Numéro", "Texte"}, table.Header); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if d := cmp.Diff([]string{"1", "Où l'œuvre est déjà prête"}, table.Lines[0].Cells); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestWhatIsNoReadableTextIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ content, code string }{
		"a workbook":           {"PK\x03\x04xl/workbook.xml", csv.RefusedWorkbook},
		"an old workbook":      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", csv.RefusedWorkbook},
		"bytes":                {"a;b\n1;\x00\n", csv.RefusedBinary},
		"the Macintosh":        {encoded(t, "a;b\n1;été\n", charmap.Macintosh.NewEncoder().String), csv.RefusedEncoding},
		"DOS":                  {encoded(t, "a;b\n1;réalisée\n", charmap.CodePage850.NewEncoder().String), csv.RefusedEncoding},
		"accents spoilt twice": {"a;b\n1;rÃ©union\n", csv.RefusedMojibake},
		"nothing":              {"\n ; \n", importer.RefusedEmptyTable},
	} {
		_, err := csv.Read("x.csv", strings.NewReader(c.content))
		f, is := errors.AsType[*fault.Fault](err)
		if !is || f.Code != c.code || !strings.HasPrefix(f.Place, "x.csv") {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func TestALineThatCannotBeReadIsKeptWithItsFault(t *testing.T) {
	long := strings.Repeat("é", importer.MaxCellBytes)
	content := "a;b\n\n1;\"deux\nlignes\"\n1;2;3\n1\n;;;\n1;" + long + "\n1;\"deux\" et\n1;fin;;\n"
	table, err := csv.Read("x.csv", strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Number int
		Code   string
	}
	var got []line
	for _, l := range table.Lines {
		code := ""
		if l.Fault != nil {
			code = l.Fault.Code
		}
		got = append(got, line{l.Number, code})
	}
	want := []line{
		{3, ""}, {5, csv.RefusedTooManyCells}, {6, csv.RefusedTooFewCells}, {8, csv.RefusedCellTooLong}, {9, csv.RefusedQuotes}, {10, ""},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAQuotationMarkNeverClosedIsNamedWhereItOpens(t *testing.T) {
	table, err := csv.Read("x.csv", strings.NewReader("a;b\n1;2\n1;\"ouvert\n"+strings.Repeat("1;2\n", 1000)))
	if err != nil {
		t.Fatal(err)
	}
	last := table.Lines[len(table.Lines)-1]
	if last.Number != 3 || last.Fault == nil || last.Fault.Code != csv.RefusedQuotes {
		t.Errorf("line %d, %v", last.Number, last.Fault)
	}
}

func TestTenMegabytesInACellAndAFileTooLarge(t *testing.T) {
	table, err := csv.Read("x.csv", strings.NewReader("a;b\n1;"+strings.Repeat("x", 10<<20)+"\n"))
	if err != nil || table.Lines[0].Fault.Code != csv.RefusedCellTooLong {
		t.Errorf("%v, %v", err, table.Lines[0].Fault)
	}
	_, err = csv.Read("x.csv", io.LimitReader(endless{}, importer.MaxFileBytes+1))
	if fault.CodeOf(err) != csv.RefusedTooLarge {
		t.Error(err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	table := importer.Table{Header: []string{"champ", "lu"}, Lines: []importer.Line{{Cells: []string{"etat", "a;b \"c\"\nd"}}}}
	var b bytes.Buffer
	if err := csv.Write(&b, table); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte("\ufeff")) {
		t.Error("Excel would not tell that this is UTF-8")
	}
	again, err := csv.Read("x.csv", &b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(table.Lines[0].Cells, again.Lines[0].Cells); d != "" {
		t.Error(d)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(french))
	f.Add([]byte("sep=;\n\"a\";b\r\n1;2"))
	f.Fuzz(func(t *testing.T, content []byte) {
		table, err := csv.Read("x.csv", bytes.NewReader(content))
		if err != nil && fault.CodeOf(err) == "" {
			t.Fatalf("not a refusal: %v", err)
		}
		for _, l := range table.Lines {
			if l.Fault == nil && len(l.Cells) != len(table.Header) {
				t.Fatalf("line %d has %d cells, the header %d", l.Number, len(l.Cells), len(table.Header))
			}
		}
	})
}
