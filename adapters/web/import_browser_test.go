package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suivi/adapters/web/browsertest"
)

// written writes pairs of a name and a text as files of this machine.
func written(t testing.TB, pairs []string) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i+1 < len(pairs); i += 2 {
		path := filepath.Join(dir, pairs[i])
		if err := os.WriteFile(path, []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// fit asks that everybody can use the page as it stands now.
func fit(t *testing.T, p *browsertest.Page, name string) {
	t.Helper()
	p.Wide()
	p.Shot(name + "-large")
	complain(t, name+" keeps somebody out", p.Barriers())
	p.Zoomed()
	complain(t, name+" is cut off at 200 %", p.Lost())
	p.Phone()
	p.Shot(name + "-telephone")
	complain(t, name+" is cut off at 360 px", p.Lost())
	p.Wide()
	complain(t, name+" is complained of", p.Complaints())
}

func TestAnImportWithUnsureRowsIsSettledInABrowser(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %t", scripts), func(t *testing.T) {
			s := newSite(t, live(t))
			r := s.reads("enregistrer")
			p := s.opens("enregistrer")
			p.Scripts(scripts)
			p.Go("/")
			p.Follow("header a[href='/importer']")
			p.Attach("#champ-fichiers", written(t, exampleFiles(t))...)
			p.Follow("form.import > button")
			p.Shows("12 questions à régler", "Rien n'est encore enregistré")
			if scripts {
				fit(t, p, "importer_questions")
			}
			given := answers(t, r.upload(r.get("/importer"), exampleFiles(t)))
			for i := 0; i+1 < len(given); i += 2 {
				p.Click(fmt.Sprintf(`input[name=%q][value=%q]`, given[i], given[i+1]))
			}
			p.Follow("button[value=revoir]")
			p.Shows("12 décisions prises")
			if scripts {
				fit(t, p, "importer_apercu")
			}
			p.Follow("button[value=enregistrer]")
			p.Shows("faits sont enregistrés")
			if scripts {
				fit(t, p, "importer_recu")
			}
			p.Go("/")
			if said := p.Text("main a.n"); said != "21" {
				t.Errorf("%s are open", said)
			}
		})
	}
}

func TestATableIsPastedAndRecordedByTheKeyboardAlone(t *testing.T) {
	p := newExample(t, live(t)).opens("enregistrer")
	p.Go("/importer")
	p.Tab("#champ-colle")
	p.Press("c", "o", "d", "e", ";", "n", "o", "m", "\r", "N", ";", "N", "e", "u", "f")
	p.Press("\t", "s", "\t")
	p.PressThrough("\r")
	p.Shows("structures (tableau collé), ligne 2", "Crée la structure N, Neuf")
	p.Tab("button[value=enregistrer]")
	p.PressThrough("\r")
	p.Shows("Import enregistré")
}

func TestFilesThatAreTooLargeAreToldSoBeforeTheyAreSent(t *testing.T) {
	p := newExample(t, live(t)).opens("enregistrer")
	large := written(t, []string{"grand.csv", "code;nom\n" + strings.Repeat("x;y\n", 5<<20)})
	p.Go("/importer")
	p.Attach("#champ-fichiers", large...)
	p.Until(`document.getElementById("champ-fichiers").validationMessage.includes("16 Mio")`)
	p.Scripts(false)
	p.Go("/importer")
	p.Attach("#champ-fichiers", large...)
	p.Follow("form.import > button")
	p.Shows("plus de 16 Mio")
}
