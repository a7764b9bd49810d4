package web_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// third is CPS/SCI's third recommendation of 2023, carried over as its second
// of 2024.
const third = "/recommandations/CC-CPS-SCI.2024-1.2"

// file is one that a form sends.
type file struct{ name, content string }

// gesture sends the form of a gesture of a page as a browser does without a
// script: its hidden fields, what is filled in, then its files.
func (r *reader) gesture(p page, gesture string, files []file, pairs ...string) page {
	r.t.Helper()
	if files == nil {
		return r.fill(p, gesture, pairs...)
	}
	action, sent := r.form(p, gesture)
	filled(sent, pairs)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range sent {
		for _, value := range values {
			_ = w.WriteField(name, value)
		}
	}
	for _, f := range files {
		header := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="fichier"; filename="` + f.name + `"`}, "Content-Type": {"application/octet-stream"}}
		part, err := w.CreatePart(header)
		if err != nil {
			r.t.Fatal(err)
		}
		_, _ = part.Write([]byte(f.content))
	}
	_ = w.Close()
	q, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.URL+action, &body)
	if err == nil {
		q.Header.Set("Content-Type", w.FormDataContentType())
	}
	return r.do(q, err)
}

// section is the part of a page from a heading's id to the next heading of its
// level.
func (p page) section(id string) page {
	_, p.body, _ = strings.Cut(p.body, `<h2 id="`+id+`">`)
	p.body, _, _ = strings.Cut(p.body, "<h2")
	return p
}

func TestARecommendationIsFoundByAnyOfItsReferences(t *testing.T) {
	r := newExample(t).reads("lire")
	for _, typed := range []string{"CC-CPS-SCI.2023-1.3", "CC-CPS-SCI.2024-1.2", "cc-cps-sci.2024-1.2", url.PathEscape("CC-CPS-SCI 2023/1, n° 3")} {
		p := r.get("/recommandations/"+typed).shows(t, "<h1>CC-CPS-SCI 2024/1, n°\u00a02</h1>", "Impliquer la CPS/SCI dans les différentes missions",
			`<span class="reference">CC-CPS-SCI 2023/1, n°`+"\u00a03</span>", "reconduite une fois")
		p.section("sessions").shows(t, "27/01/2023", `href="/sessions/CC-CPS-SCI.2023-1"`, "31/01/2024", "non réalisée", "Non (3)", "<br>reconduite")
		p.section("responsables").shows(t, `<a href="/redevables/MAECI-DCM">MAECI &gt; DCM</a>`)
		if strings.Contains(p.body, "<details") {
			t.Errorf("%s: a reader is shown forms", typed)
		}
	}
	if p := r.get("/recommandations/CC-CPS-SCI.2023-1.99"); p.status != http.StatusNotFound || !strings.Contains(p.body, "Cherchez-la avec «\u00a0Recherche\u00a0»") {
		t.Errorf("%d %s", p.status, p.body)
	}
}

func TestTheTimelineTellsWhatWhenByWhomAndWhereItWasRead(t *testing.T) {
	p := newExample(t).reads("lire").get(third).section("historique")
	p.shows(t, "formulée, CC-CPS-SCI 2023/1, n°\u00a03", `<time datetime="2023-01-27">27 janvier 2023</time>`, "Enregistré le 12/02/2025 à 10:00", "par «\u00a0exemple\u00a0»",
		"page 12, Tableau 4", "l&#39;inscription sur la liste de la session", "reconduite, CC-CPS-SCI 2024/1, n°\u00a02", "page 28, Tableau 5")
	if made, carried := strings.Index(p.body, "formulée, "), strings.Index(p.body, "reconduite, "); made < 0 || carried < made {
		t.Error("the timeline is out of order")
	}
	if p := newExample(t).reads("lire").get(third + "?au=31/12/2023"); strings.Contains(p.section("historique").body, "reconduite") || !strings.Contains(p.body, "<h1>CC-CPS-SCI 2023/1, n°\u00a03</h1>") {
		t.Error("what took effect later is shown")
	}
}

func TestAFindingBetweenSessionsIsRecordedFromThePage(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.gesture(r.get(third), "constat", nil, "etat", "executee", "constat", "Deux missions faites", "constate_le", "mars 2024", "effet", "12/04/2024", "source.document", "Note de la DCM")
	p.shows(t, `class="said" role="status"`, `<span class="state executee">exécutée</span> depuis le 12 avril 2024`)
	p.section("historique").shows(t, "<dt>Constat</dt><dd>Deux missions faites</dd>", "mars 2024", "Lu dans : Note de la DCM", "par «\u00a0secretariat (secrétaire)\u00a0»")
}

func TestARefusedGestureIsToldBesideItsFieldAndKeepsWhatWasTyped(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.gesture(r.get(third), "constat", nil, "etat", "executee")
	p = r.gesture(p, "constat", nil, "etat", "en_cours", "constat", "Une mission reste à faire")
	if p.status != http.StatusConflict {
		t.Fatalf("%d", p.status)
	}
	p.status = http.StatusOK
	p.shows(t, `<p class="error" id="champ-constat-motif_de_remise_en_suivi-refus">Cette recommandation est terminée (exécutée)`, `(«`+"\u00a0Motif de remise en suivi\u00a0"+`»)`,
		`<option value="en_cours" selected>`, ">Une mission reste à faire</textarea>", `<details id="geste-constat" open>`)
	r.gesture(p, "constat", nil, "etat", "en_cours", "motif_de_remise_en_suivi", "Le rapport a été lu trop vite").shows(t, `<span class="state en_cours">`)
	p = r.gesture(r.get(third), "echeance", nil, "echeance", "31 février 2025")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-echeance-echeance-refus"`) || !strings.Contains(p.body, `value="31 février 2025"`) {
		t.Errorf("%d %s", p.status, p.section("gestes").body)
	}
}

func TestEachGestureOfThePageIsRecorded(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	r.gesture(r.get(third), "echeance", nil, "echeance", "première quinzaine de décembre 2024", "motif", "demandé").shows(t, "première quinzaine de décembre 2024 (du 1er décembre 2024 au 15 décembre 2024) <strong>en retard</strong>")
	r.gesture(r.get(third), "responsables", nil, "responsables", "MAECI > DRH (chef de file) + MMEIA (associée)").section("responsables").shows(t, "MAECI &gt; DRH", "chef de file", "associée")
	if p := r.gesture(r.get(third), "responsables", nil, "responsables", "MMEIA", "aucun", "oui"); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-responsables-responsables-refus"`) {
		t.Errorf("both owners and none: %d", p.status)
	}
	r.gesture(r.get(third), "lien", nil, "lien", "issue_de", "recommandation", "CC-CPS-SCI.2023-1.1").section("liens").shows(t, `issue de <a href="/recommandations/CC-CPS-SCI.2023-1.1">`)
	p := r.gesture(r.get(third), "situation", nil, "structure", "MMEIA", "etat", "executee", "mots", "Tout est fait")
	p.section("responsables").shows(t, `<span class="state executee">exécutée</span>`, "Tout est fait", `<strong class="gap">écart</strong> (retenue`+"\u00a0: reconduite)")
	r.gesture(r.get(third), "classement", nil, "motif", "sans_objet", "constat", "La DCM n'organise plus de missions").shows(t, `<span class="state classee">classée</span>`, "(sans objet)")
	if p := r.get(third); strings.Contains(p.body, `id="geste-classement"`) {
		t.Error("what is classed is offered to be classed")
	}
}

func TestAnAbsorbedRecordLeadsToItsSurvivor(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.gesture(r.get("/recommandations/CC-CPS-SCI.2023-1.1"), "absorption", nil, "survivante", "CC-CPS-SCI.2024-1.1", "genre", "doublon", "motif", "le même texte")
	p.shows(t, `id="absorbee"`, `<a href="/recommandations/CC-CPS-SCI.2024-1.1">`, "le même texte")
	if strings.Contains(p.body, "<details") {
		t.Error("an absorbed record offers gestures")
	}
	r.get("/recommandations/CC-CPS-SCI.2024-1.1").shows(t, "Événement du doublon", `<span class="reference">CC-CPS-SCI 2023/1, n°`+"\u00a01</span>")
	p = r.rectifies(p, "absorbée", "annule", "oui", "motif", "deux textes différents")
	p.shows(t, "<s>absorbée</s>", "deux textes différents", `<details id="geste-constat">`)
	if strings.Contains(p.body, `id="absorbee"`) {
		t.Error("it is absorbed still")
	}
}

// asks follows the link that rectifies the last event of a name, to its form.
func (r *reader) asks(p page, event string) page {
	r.t.Helper()
	at := strings.LastIndex(p.body, "<h3>"+event)
	if at < 0 {
		r.t.Fatalf("%s tells of no %s\n%s", p.at, event, p.body)
	}
	_, rest, _ := strings.Cut(p.body[at:], `<p class="noprint"><a href="`)
	address, _, _ := strings.Cut(rest, `"`)
	return r.get(html.UnescapeString(address))
}

// rectifies sends the form that rectifies the last event of a name.
func (r *reader) rectifies(p page, event string, pairs ...string) page {
	r.t.Helper()
	return r.gesture(r.asks(p, event), "rectification", nil, pairs...)
}

func TestWhatWasEnteredByMistakeSaysSo(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.rectifies(r.get("/recommandations/CC-CPS-SCI.2024-1.1"), "formulée", "annule", "oui", "motif", "une phrase du préambule")
	p.shows(t, "<h1>CC-CPS-SCI 2024/1, n°\u00a01, entrée par erreur</h1>", "Entrée par erreur", "une phrase du préambule", "<del>1</del>")
	p.without(t, "Ce que chaque session en a fait")
	r.get(session2024+"/historique").shows(t, ">CC-CPS-SCI 2024/1, n°\u00a01</a>", "<dt>Reprend les listes de</dt><dd>CC-CPS-SCI 2023/1</dd>")
	if strings.Contains(p.body, "<details") {
		t.Error("what was never made offers gestures")
	}
	r.get("/recommandations?cadre=CC-CPS-SCI").shows(t, `data-total="5"`)
}

func TestAStaleFormRecordsNothingAndShowsWhatWasRecordedMeanwhile(t *testing.T) {
	s := newExample(t)
	first, second := s.reads("enregistrer"), s.reads("enregistrer")
	seen := first.get(third)
	second.gesture(second.get(third), "constat", nil, "etat", "en_cours", "constat", "Une mission sur deux")
	p := first.gesture(seen, "constat", nil, "etat", "executee", "constat", "Tout est fait")
	if p.status != http.StatusConflict {
		t.Fatalf("%d", p.status)
	}
	p.status = http.StatusOK
	p.section("entretemps").shows(t, "mise en cours", "secretariat (secrétaire)")
	p.shows(t, ">Tout est fait</textarea>", `<a href="#entretemps">`, `<span class="state en_cours">`)
	first.gesture(p, "constat", nil, "etat", "executee", "constat", "Tout est fait").shows(t, `<span class="state executee">exécutée</span> depuis`)
}

func TestAFormCountsOnceHoweverOftenItIsSent(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	seen := r.get(third)
	for range 2 {
		r.gesture(seen, "constat", nil, "etat", "en_cours", "constat", "Une mission sur deux").shows(t, `<span class="state en_cours">`)
	}
	if n := strings.Count(r.get(third).section("historique").body, "<h3>mise en cours"); n != 1 {
		t.Errorf("recorded %d times", n)
	}
}

func TestAFactIsRectifiedFromTheTimelineAndShownAtIt(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.get(third)
	_, found, _ := strings.Cut(p.section("historique").body, "<h3>non réalisée</h3>")
	_, found, _ = strings.Cut(found, `<p class="noprint"><a href="`)
	address, _, _ := strings.Cut(found, `"`)
	p = r.get(html.UnescapeString(address))
	p.shows(t, `id="champ-rectification-champs-constat"`, ">Non (3)</textarea>", `<option value="non_realisee" selected>`)
	if refused := r.gesture(p, "rectification", nil, "champs.etat", "non_realisee", "champs.constat", "Non", "motif", ""); refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.body, `id="champ-rectification-motif-refus"`) {
		t.Errorf("without a reason: %d", refused.status)
	}
	p = r.gesture(p, "rectification", nil, "champs.etat", "en_cours", "champs.constat", "Non (3)", "motif", "la colonne voisine avait été lue").section("historique")
	p.shows(t, "<dd><del>non réalisée</del>", "<strong>Rectifié</strong>", "la colonne voisine avait été lue", "<dt>État</dt><dd>en cours</dd>", "<dt>Constat</dt><dd>Non (3)</dd>")
	if strings.Contains(p.body, "<del>Non (3)") {
		t.Error("what was not corrected is struck")
	}
	r.get(third).section("sessions").shows(t, `retenue <span class="state en_cours">`)
}

func TestWhatNeverHappenedIsStruckAndSaysWhy(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.gesture(r.get(third), "echeance", nil, "echeance", "30 juin 2024")
	p = r.rectifies(p, "échéance fixée", "annule", "oui", "motif", "une autre recommandation")
	p.section("historique").shows(t, "<s>échéance fixée</s> — <strong>annulé\u00a0: n&#39;a jamais eu lieu</strong>", "<del>30 juin 2024</del>", "une autre recommandation")
}

func TestEvidenceGoesInAndComesOutByteForByte(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	note := "%PDF-1.4\r\n" + strings.Repeat("très long \x00\xff", 5000)
	p := r.gesture(r.get(third), "piece", []file{{"Note finale.pdf", note}}, "mots", "le rapport de mission")
	p.section("pieces").shows(t, "Note finale.pdf", "le rapport de mission", "65\u00a0ko")
	link := links.FindAllString(p.section("pieces").body, -1)[0]
	got := r.get(strings.TrimSuffix(strings.TrimPrefix(link, `href="`), `"`))
	if got.status != http.StatusOK || got.body != note {
		t.Fatalf("%d, %d bytes", got.status, len(got.body))
	}
	for name, want := range map[string]string{
		"Content-Type": "application/pdf", "Content-Disposition": `inline; filename="Note finale.pdf"`, "X-Content-Type-Options": "nosniff",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %s", name, got.header.Get(name))
		}
	}
	p = r.gesture(r.get(third), "situation", []file{{"page.html", "<script>alert(1)</script>"}, {"", ""}, {"photo.png", "\x89PNG\r\n\x1a\n0000"}}, "structure", "MAECI-DCM", "etat", "en_cours")
	p.section("pieces").shows(t, "page.html", "photo.png", "déclaré par MAECI-DCM")
	for _, link := range links.FindAllStringSubmatch(p.section("pieces").body, -1) {
		got := r.get(link[1])
		if !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: %s", link[1], got.header.Get("Content-Security-Policy"))
		}
		if strings.Contains(got.body, "<script>") && !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("a page is shown: %v", got.header)
		}
	}
	if p := r.get("/pieces/" + strings.Repeat("0", 64)); p.status != http.StatusNotFound {
		t.Errorf("what nobody put forward: %d", p.status)
	}
}

func TestAFormWithAFileIsNotReadBeforeItsTokenIsSeen(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.get(third)
	p.body = strings.ReplaceAll(p.body, `name="jeton_formulaire" value="`, `name="jeton_formulaire" value="faux`)
	if got := r.gesture(p, "piece", []file{{"note.txt", "secret"}}); got.status != http.StatusForbidden {
		t.Errorf("with a false token: %d", got.status)
	}
	reads := r.site.reads("lire")
	_, hidden := reads.form(reads.get(third), "/langue")
	p = page{at: third, body: `<form method="post" action="` + third + `"><input type="hidden" name="formulaire" value="piece"><input type="hidden" name="jeton_formulaire" value="` + hidden.Get("jeton_formulaire") + `"><input type="hidden" name="cle" value="01JKWSKS80NHYD8JPE0T2AZWJ4"></form>`}
	if got := reads.gesture(p, "piece", []file{{"note.txt", "secret"}}); got.status != http.StatusForbidden {
		t.Errorf("by who may only read: %d", got.status)
	}
	for _, name := range []string{"2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"} { // of "secret"
		if _, err := r.desk.Evidence.Open(t.Context(), name); err == nil {
			t.Error("it was kept")
		}
	}
}

func TestAFileThatWasReceivedNeedNotBeSentAgain(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.gesture(r.get(third), "piece", []file{{"note.txt", "le contenu"}}, "effet", "31 février 2024")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "Déjà reçu\u00a0: note.txt") {
		t.Fatalf("%d %s", p.status, p.section("gestes").body)
	}
	r.gesture(p, "piece", []file{{"", ""}}, "effet", "29 février 2024").section("pieces").shows(t, "note.txt", "29/02/2024")
	if p := r.gesture(r.get(third), "piece", []file{{"", ""}}); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-piece-fichier-refus"`) {
		t.Errorf("without a file: %d", p.status)
	}
	if p := r.gesture(r.get(third), "piece", []file{{"vide.txt", ""}}); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `id="champ-piece-fichier-refus"`) {
		t.Errorf("with an empty one: %d", p.status)
	}
}

var identities = regexp.MustCompile(` id="([^"]*)"`)

func TestAPageNamesEachOfItsPartsOnce(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	p := r.get(third).section("historique")
	_, rest, _ := strings.Cut(p.body, `<p class="noprint"><a href="`)
	rectifying, _, _ := strings.Cut(rest, `"`)
	for _, path := range []string{third, html.UnescapeString(rectifying), "/recommandations", "/recherche?q=mission"} {
		seen := map[string]bool{}
		p := r.get(path)
		for _, id := range identities.FindAllStringSubmatch(p.body, -1) {
			if seen[id[1]] {
				t.Errorf("%s has two parts called %s", path, id[1])
			}
			seen[id[1]] = true
		}
		if len(p.body) > 50_000 {
			t.Errorf("%s has %d bytes, not even compressed", path, len(p.body))
		}
	}
}

// TestWhatWasRecordedIsSaidAsPeopleWriteIt: no reference as one types it, no
// identity.
func TestWhatWasRecordedIsSaidAsPeopleWriteIt(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	said := func(p page) string {
		_, said, _ := strings.Cut(p.body, `<p class="said" role="status">`)
		said, _, _ = strings.Cut(said, "</p>")
		return html.UnescapeString(said)
	}
	for name, gesture := range map[string][]string{
		"La recommandation CC-CPS-SCI 2024/1, n° 2 est retenue exécutée au 1er mars 2024.": {"constat", "etat", "executee", "effet", "1er mars 2024"},
		"La recommandation CC-CPS-SCI 2024/1, n° 2 est issue de CC-CPS-SCI 2023/1, n° 1.":  {"lien", "lien", "issue_de", "recommandation", "CC-CPS-SCI.2023-1.1"},
	} {
		if got := said(r.gesture(r.get(third), gesture[0], nil, gesture[1:]...)); got != name {
			t.Errorf("%s", got)
		}
	}
	if got := said(r.rectifies(r.get(third), "exécutée", "annule", "oui", "motif", "lu trop vite")); got != "Un fait de CC-CPS-SCI 2024/1, n°\u00a02 n'a jamais eu lieu." {
		t.Error(got)
	}
}
