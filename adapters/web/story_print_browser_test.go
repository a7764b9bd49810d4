package web_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/web/browsertest"
)

// tableau4 is the table of the comité's report of January 2024, a row a line:
// its number, the recommendation, who answers for it, the mark of its état and
// the words of the report.
// Structures are written as the ledger names them.
var tableau4 = []string{
	"1 Améliorer l'implication de la CPS/SCI dans les missions conjointes et Commissions mixtes MAECI, MMEIA 2 Encours (2)",
	"2 Mettre à la disposition de la CPS/SCI des ressources humaines de qualité conformément au cadre organique MAECI > DRH, MMEIA 2 Encours (2)",
	"3 Impliquer la CPS/SCI dans les différentes missions de suivi des projets financés par les PTFs organisées par la DCM MAECI > DCM 3 Non (3)",
	"4 Renforcer la formation continue des agents de la CPS/SCI et du secteur MAECI > DRH, MMEIA, CPS/SCI 2 Encours (2)",
	"5 Maintenir le budget accordé à la CPS/SCI MEF > DNPD, MEF > DGB 3 Non (3)",
}

// TestThePrintedTableHoldsTheRowsOfTheReport on A4, in their order, each whole,
// with its sentence, and nothing of what is for the screen.
func TestThePrintedTableHoldsTheRowsOfTheReport(t *testing.T) {
	p := newExample(t).opens("enregistrer")
	p.Go("/sessions/CC-CPS-SCI.2024-1")
	sheet := p.Print("tableau_de_suivi")
	text := strings.Join(sheets(t, sheet), " ")
	if sentence := "Sur les cinq (05) recommandations examinées, trois (03) sont en cours de réalisation et deux (02) n'ont pas connu de réalisation."; !strings.Contains(text, sentence) {
		t.Errorf("%q is not printed in\n%s", sentence, text)
	}
	rest := text
	for _, row := range append([]string{"État d'exécution des recommandations précédentes – tableau tel que clos le 31 janvier 2024", "Exécutée (1) En cours (2) Non réalisée (3)"}, tableau4...) {
		_, after, found := strings.Cut(rest, row)
		if !found {
			t.Errorf("%q is not printed, or not in its place, in\n%s", row, text)
			continue
		}
		rest = after
	}
	for _, screen := range []string{"Se déconnecter", "Chercher", "Voir cette page à une autre date", "Aller au contenu", "http://"} {
		if strings.Contains(text, screen) {
			t.Errorf("%q is printed", screen)
		}
	}
	if size := mediaBox.FindStringSubmatch(string(sheet)); size == nil || size[1] != "841" && size[2] != "841" {
		t.Errorf("it is not on A4: %v points", size)
	}
	picture(t, "tableau_de_suivi")
}

// TestALongTableIsPrintedWithItsHeadOnEverySheet, each row on one sheet, and all
// sheets turned the same way.
func TestALongTableIsPrintedWithItsHeadOnEverySheet(t *testing.T) {
	p := newExample(t).opens("lire")
	p.Go("/sessions/DP-SEGOU.2018-1")
	rows := browsertest.Eval[[]string](p, `[...document.querySelectorAll(".followup tbody tr")].map(row => [...row.cells].map(cell => cell.innerText).join(" "))`)
	printed := p.Print("tableau_long")
	at, all := 0, sheets(t, printed)
	for k := range all {
		all[k] = strings.ReplaceAll(all[k], " ", "") // a line ends anywhere
	}
	for _, row := range rows {
		row = strings.Join(strings.Fields(row), "")
		for at < len(all) && !strings.Contains(all[at], row) {
			at++
		}
		if at == len(all) {
			t.Fatalf("%q is not whole on any sheet, or not in its place:\n%s", row, strings.Join(all, "\n"))
		}
		if !strings.Contains(all[at], "N°RecommandationsStructuresresponsables") {
			t.Errorf("sheet %d has no head:\n%s", at+1, all[at])
		}
	}
	if at == 0 || len(rows) != 13 {
		t.Errorf("%d rows on %d sheets", len(rows), at+1)
	}
	if boxes := mediaBox.FindAllSubmatch(printed, -1); len(boxes) != len(all) {
		t.Errorf("%d sheets, %d boxes", len(all), len(boxes))
	} else {
		for _, box := range boxes {
			if string(box[1]) != "841" {
				t.Errorf("a sheet is not A4 across: %s", box[0])
			}
		}
	}
}

// TestAnExaminationIsPrintedWithBoxesToTick and with what is retained already,
// and nothing of its forms.
func TestAnExaminationIsPrintedWithBoxesToTick(t *testing.T) {
	s := newExamination(t)
	p := s.opens("enregistrer")
	p.Go(session2025 + "/examen")
	p.Click(`[data-ligne="` + executed + `"] [value=executee]`)
	p.Type(`[data-ligne="`+executed+`"] [name=constat]`, "Système en place depuis juin")
	p.Click(`[data-ligne="` + executed + `"] button`)
	p.Until(`document.querySelector('[data-ligne="` + executed + `"]').dataset.etat === "executee"`)
	rows := browsertest.Eval[[]string](p, `[...document.querySelectorAll(".examined h2 span")].map(e => e.innerText)`)
	text := strings.Join(sheets(t, p.Print("examen")), " ")
	for _, want := range append(rows, "exécutée – Système en place depuis juin", "exécutée en cours non réalisée classée", "Responsables : ", "Constat", "Observation") {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not printed in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "non réalisée classée"); len(rows) == 0 || n != len(rows)-1 {
		t.Errorf("%d rows of %d have boxes to tick", n, len(rows))
	}
	for _, screen := range []string{"Enregistrer", "Au clavier", "Entrée", "Passer à la liste", "Motif du classement", "Abandonner"} {
		if strings.Contains(text, screen) {
			t.Errorf("%q is printed in\n%s", screen, text)
		}
	}
	picture(t, "examen")
}

// sheets are the words of each printed sheet, in their order.
func sheets(t *testing.T, printed []byte) (all []string) {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v: run \"make tools\"", err)
		}
		t.Skipf("nothing checked: %v; \"make tools\" installs it", err)
	}
	read := exec.Command(program, "-raw", "-enc", "UTF-8", "-", "-")
	read.Stdin = bytes.NewReader(printed)
	text, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	for sheet := range strings.SplitSeq(strings.TrimSuffix(string(text), "\f"), "\f") {
		all = append(all, strings.Join(strings.Fields(sheet), " "))
	}
	return all
}

// mediaBox is the size of a printed sheet, in points.
var mediaBox = regexp.MustCompile(`/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)[.\d]*\]`)

// picture keeps a printed sheet as a picture beside it, where sheets are kept.
func picture(t *testing.T, name string) {
	dir := flag.Lookup("shots").Value.String()
	program, err := exec.LookPath("pdftoppm")
	if dir == "" || err != nil {
		return
	}
	if said, err := exec.Command(program, "-png", "-r", "80", filepath.Join(dir, name+".pdf"), filepath.Join(dir, name)).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}
