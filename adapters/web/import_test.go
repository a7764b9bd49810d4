package web_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"html"
	"io/fs"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/adapters/web"
	"suivi/cmd/suivi/example"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

// The importer words its own codes; the program joins them to the catalogue.
func init() {
	for code, text := range importer.Texts() {
		i18n.Texts[code] = text
	}
}

// exampleFiles are pairs of the name and the text of the example's files, but
// for the decisions.
func exampleFiles(t testing.TB) (pairs []string) {
	t.Helper()
	names, err := fs.Glob(example.Files(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(example.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		if name != "decisions.csv" {
			pairs = append(pairs, name, string(text))
		}
	}
	return pairs
}

// upload sends files by the form of a page, with what is filled in: files are
// pairs of a name and a text, pairs those of a field and its value.
func (r *reader) upload(p page, files []string, pairs ...string) page {
	r.t.Helper()
	_, form, found := strings.Cut(p.body, `<form method="post" action="/importer"`)
	if !found {
		r.t.Fatalf("%s has no form to import by\n%s", p.at, p.body)
	}
	form, _, _ = strings.Cut(form, "</form>")
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, field := range formField.FindAllStringSubmatch(form, -1) {
		name, value := field[1]+field[3], field[2]+field[4]
		if !slices.Contains(pairs, name) {
			_ = w.WriteField(name, html.UnescapeString(value))
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		_ = w.WriteField(pairs[i], pairs[i+1])
	}
	for i := 0; i+1 < len(files); i += 2 {
		part, _ := w.CreateFormFile("fichiers", files[i])
		_, _ = part.Write([]byte(files[i+1]))
	}
	w.Close()
	q, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.URL+"/importer", &body)
	if err == nil {
		q.Header.Set("Content-Type", w.FormDataContentType())
	}
	return r.do(q, err)
}

var formField = regexp.MustCompile(`(?s)<input type="hidden" name="([^"]*)" value="([^"]*)">|<textarea (?:id="[^"]*" )?name="([^"]*)"[^>]*>\n(.*?)</textarea>`)

// answers are those that the example's decisions file gives to what a page
// asks, as fields of its form.
func answers(t testing.TB, p page) (pairs []string) {
	t.Helper()
	text, _ := fs.ReadFile(example.Files(), "decisions.csv")
	lines := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	lines.Comma = ';'
	all, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range legend.FindAllStringSubmatch(p.body, -1) {
		for _, line := range all {
			if said := html.UnescapeString(asked[1]); strings.Contains(said, line[0]) && (line[1] != "" && strings.Contains(said, "« "+line[1]+" »") || line[1] == "" && strings.Contains(said, "(vide)")) {
				pairs = append(pairs, asked[2], line[4])
			}
		}
	}
	return pairs
}

var legend = regexp.MustCompile(`(?s)<legend>([^<]*)</legend>.*?name="(decision-[0-9]+)"`)

func TestFilesArePreviewedSettledAndRecordedAsTheyWereSeen(t *testing.T) {
	s := newSite(t)
	r := s.reads("enregistrer")
	p := r.upload(r.get("/importer").shows(t, "Fichiers CSV"), exampleFiles(t))
	p.shows(t, "questions à régler", "Rien n&#39;est encore enregistré", "Crée la structure MAECI-DRH", "Le cadre existe déjà mais non fonctionnel")
	if strings.Contains(p.body, "Enregistrer tout cela") {
		t.Error("what is unsettled can be recorded")
	}
	given := answers(t, p)
	if len(given) < 20 {
		t.Fatalf("answers: %q\n%s", given, p.body)
	}
	p = r.upload(p, nil, given...)
	p.shows(t, "décisions prises", "Enregistrer tout cela")
	if head, _ := s.log.Head(t.Context()); !head.IsZero() {
		t.Fatal("a preview has recorded")
	}
	p = r.upload(p, nil, append(given, "pas", "enregistrer")...)
	p.shows(t, "Import enregistré", "faits sont enregistrés", `href="/recommandations/CC-CPS-SCI.2024-1.1"`, `href="/structures/MAECI-DRH"`)
	r.get("/").shows(t, `data-n="21"`)
	r.upload(r.get("/importer"), exampleFiles(t)).shows(t, "Tout est déjà enregistré")
}

func TestAnImportThatIsNoLongerWhatWasSeenIsShownAgain(t *testing.T) {
	s := newExample(t)
	r := s.reads("enregistrer")
	file := func(name string) []string {
		return []string{"structures.csv", "code;sigle;nom;parent\nNOUV;NOUV;" + name + ";\n"}
	}
	p := r.upload(r.get("/importer"), file("La nouvelle")).shows(t, "Crée la structure NOUV")
	other := r.upload(r.get("/importer"), file("Une autre"))
	r.upload(other, nil, "pas", "enregistrer").shows(t, "Import enregistré")
	p = r.upload(p, nil, "pas", "enregistrer")
	if p.status != http.StatusConflict || !strings.Contains(p.body, "quelqu&#39;un a enregistré entre-temps") || !strings.Contains(p.body, "Différentes de ce qui est enregistré") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	if strings.Contains(p.body, "Enregistrer tout cela") {
		t.Error("what differs is recorded without a word")
	}
	again := r.upload(p, nil, "differences", "rectifier", "motif_de_rectification", " ")
	if again.status != http.StatusUnprocessableEntity || !strings.Contains(again.body, `id="champ-motif_de_rectification-refus"`) {
		t.Errorf("without a reason: %d\n%s", again.status, again.body)
	}
	p = r.upload(p, nil, "differences", "rectifier", "motif_de_rectification", "erreur de saisie").shows(t, "À rectifier")
	p = r.upload(p, nil, "differences", "rectifier", "motif_de_rectification", "erreur de saisie", "pas", "enregistrer").shows(t, "Rectifiées")
	r.upload(r.get("/importer"), file("La nouvelle")).shows(t, "Tout est déjà enregistré")
}

func TestFilesThatCannotBeReadAreRefusedByWhatIsWrongWithThem(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for _, bad := range []struct{ name, text, says string }{
		{"classeur.csv", "PK\x03\x04reste", "classeur.csv est un classeur, pas un fichier CSV"},
		{"image.csv", "\x89PNG\x00\x01", "n&#39;est pas du texte"},
		{"vide.csv", "", "vide.csv est vide"},
		{"notes.csv", "bonjour\ntout le monde\n", "On ne reconnaît pas le genre de notes.csv"},
		{"accents.csv", "code;nom\nX;rÃ©union\n", "accents de accents.csv sont abîmés"},
		{"sessions.csv", "cadre;code;date\nINCONNU;2024-1;31/13/2024\n", "sessions.csv, ligne 2"},
		{"structures.csv", "code;nom\nX;\"A\n", "ligne 2"},
	} {
		p := r.upload(r.get("/importer"), []string{bad.name, bad.text})
		if !strings.Contains(p.body, bad.says) || strings.Contains(p.body, "Enregistrer tout cela") {
			t.Errorf("%s: %d, and it does not say %q\n%s", bad.name, p.status, bad.says, p.body)
		}
	}
	if p := r.upload(r.get("/importer"), nil); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "rien à importer") {
		t.Errorf("nothing: %d", p.status)
	}
	large := []string{"grand.csv", "code;nom\n" + strings.Repeat("x", 17<<20)}
	if p := r.upload(r.get("/importer"), large); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "plus de 16") {
		t.Errorf("too large: %d", p.status)
	}
}

func TestAFileOfExcelIsReadInItsEncoding(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.upload(r.get("/importer"), []string{`C:\Documents\structures.csv`, "code;nom\r\nNOUV;Direction g\xe9n\xe9rale\r\n"})
	p.shows(t, "Crée la structure NOUV, Direction générale", "structures.csv, ligne 2")
	r.upload(p, nil, "pas", "enregistrer").shows(t, "Import enregistré")
}

func TestAFileThatIsGivenAgainStandsForTheFirst(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.upload(r.get("/importer"), []string{"structures.csv", "code;nom;parent\nNOUV;Neuve;PERSONNE\n"}).shows(t, "Refusées")
	p = r.upload(p, []string{"structures.csv", "code;nom;parent\nNOUV;Neuve;MAECI\n"}).shows(t, "Enregistrer tout cela")
	if strings.Contains(p.body, "PERSONNE") {
		t.Error("the first is still there")
	}
}

func TestOnlyWhoMayRecordImports(t *testing.T) {
	r := newExample(t).reads("lire")
	if p := r.get("/importer"); p.status != http.StatusForbidden {
		t.Errorf("%d", p.status)
	}
	if p := r.get("/"); strings.Contains(p.body, `href="/importer"`) {
		t.Error("the menu offers what is not to be had")
	}
}

// full is a log that takes a number of appends, then none until it is mended.
type full struct {
	ledger.EventLog
	left int
}

func (f *full) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if f.left--; f.left < 0 {
		return ledger.Appended{}, fault.New(fault.Unavailable, ledger.RefusedReadOnly)
	}
	return f.EventLog.Append(ctx, stream, expected, records)
}

func TestAnImportThatIsCutShortSaysHowToGoOnAndGoesOn(t *testing.T) {
	store := &full{left: 3}
	s := newSite(t, func(o *web.Options) {
		store.EventLog = o.Desk.Ledger.Log
		o.Desk.Ledger.Log = store
	})
	r := s.reads("enregistrer")
	p := r.upload(r.get("/importer"), []string{"structures.csv", "code;nom\nA;Un\nB;Deux\nC;Trois\nD;Quatre\nE;Cinq\n"}).shows(t, "5 lignes lues")
	p = r.upload(p, nil, "pas", "enregistrer")
	if p.status != http.StatusServiceUnavailable || !strings.Contains(p.body, "Événements enregistrés\u00a0: 3") || !strings.Contains(p.body, "Enregistrer tout cela") {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	store.left = 1000
	r.upload(p, nil, "pas", "enregistrer").shows(t, "Import enregistré", "2 faits sont enregistrés", "Déjà enregistrées")
}

func TestARecommendationThatIsOfferedIsShownByItsText(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	text := "Renforcer le système de suivi-évaluation physique des Projets/Programmes"
	p := r.upload(r.get("/importer"), []string{
		"sessions.csv", "cadre;code;date\nCC-CPS-SCI;2025-1;27 janvier 2025\n",
		"recommandations.csv", "cadre;session;numero;texte\nCC-CPS-SCI;2025-1;1;" + text + "\n"})
	p.shows(t, "est-elle reconduite, ou nouvelle", "n°\u00a01\u00a0: "+text+"</label>", "une recommandation nouvelle</label>")
}

// TestATableThatWasPastedIsMendedWhereItStands, and its kind said there.
func TestATableThatWasPastedIsMendedWhereItStands(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.upload(r.get("/importer"), nil, "colle", "code;nom\nNOUV;Neuve\n")
	p.shows(t, "convient à plusieurs genres", "Corrigez le tableau collé là où il est", "<details open><summary>Le tableau collé</summary>", "code;nom\nNOUV;Neuve\n</textarea>", `<option value="declarations">déclarations</option>`)
	if strings.Contains(p.body, "redonnez-les") || strings.Contains(p.body, `name="texte"`) {
		t.Errorf("the table is to be given again\n%s", p.body)
	}
	p = r.upload(p, nil, "genre", "structures").shows(t, "Enregistrer tout cela", `<option value="structures" selected>`)
	p = r.upload(p, nil, "genre", "structures", "colle", "code;nom;parent\nNOUV;Neuve;PERSONNE\n").shows(t, "Refusées", "<details open>")
	p = r.upload(p, nil, "genre", "structures", "colle", "code;nom;parent\nNOUV;Neuve;MAECI\n").shows(t, "Enregistrer tout cela")
	if strings.Contains(p.body, "PERSONNE") {
		t.Error("the first is still there")
	}
	r.upload(p, nil, "genre", "structures", "pas", "enregistrer").shows(t, "Import enregistré", `href="/structures/NOUV"`)
}

// TestAnAnswerThatIsRefusedStaysToBeMended: beside its field, with what to
// write, among what is still to be settled.
func TestAnAnswerThatIsRefusedStaysToBeMended(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	files := []string{
		"sessions.csv", "cadre;code;date\nCC-CPS-SCI;2025-1;27 janvier 2025\n",
		"recommandations.csv", "cadre;session;numero;texte;structures\nCC-CPS-SCI;2025-1;4;Ouvrir un guichet unique;Guichet central\n"}
	p := r.upload(r.get("/importer"), files).shows(t, "1 question à régler", "CC-CPS-SCI 2025/1, n°\u00a04")
	if strings.Contains(p.body, "CC-CPS-SCI.2025-1") {
		t.Errorf("a reference is shown as programs write it\n%s", p.body)
	}
	p = r.upload(p, nil, "autre-0", "ZZZ")
	p.shows(t, "1 question à régler", `value="ZZZ" aria-invalid="true" aria-describedby="autre-0-refus"`, `id="autre-0-refus">«`+"\u00a0ZZZ\u00a0"+`» ne nomme aucune structure du registre`)
	for _, wrong := range []string{"décision prise", "Réponses possibles", "vos décisions", "colonne decision", "Enregistrer tout cela"} {
		if strings.Contains(p.body, wrong) {
			t.Errorf("it says %q\n%s", wrong, p.body)
		}
	}
	r.upload(p, nil, "autre-0", "MAECI > DRH").shows(t, "1 décision prise", "Enregistrer tout cela")
}
