package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var (
	headings = regexp.MustCompile(`<h2 id="([^"]+)">([^<]+)</h2>`)
	contents = regexp.MustCompile(`<li><a href="#([^"]+)">([^<]+)</a></li>`)
	places   = regexp.MustCompile(`id="([^"]+)"`)
	within   = regexp.MustCompile(`href="([^"#]*)#([^"]+)"`)
)

func TestTheGuideHasEveryChapterInBothLanguages(t *testing.T) {
	r := newExample(t).reads("lire")
	said := map[string]string{}
	for _, language := range []string{"fr", "en"} {
		p := r.get("/guide").shows(t, `<html lang="`+language+`">`)
		listed, written := contents.FindAllStringSubmatch(p.body, -1), headings.FindAllStringSubmatch(p.body, -1)
		if len(listed) != 18 || len(written) != len(listed) {
			t.Fatalf("%s: %d chapters listed, %d written", language, len(listed), len(written))
		}
		for i := range listed {
			if listed[i][1] != written[i][1] || listed[i][2] != written[i][2] {
				t.Errorf("%s: %q is listed, %q written", language, listed[i][1:], written[i][1:])
			}
			if said[written[i][1]] == written[i][2] && written[i][2] != "Audit" {
				t.Errorf("%s says %q in both languages", written[i][1], written[i][2])
			}
			said[written[i][1]] = written[i][2]
		}
		r.fill(p, "/langue")
	}
}

// TestEveryLinkIntoAPageFindsItsPlace: of the guide, and of the pages that lead
// into it.
func TestEveryLinkIntoAPageFindsItsPlace(t *testing.T) {
	r := newExample(t).reads("enregistrer")
	for _, path := range []string{"/guide", "/", "/audit"} {
		p := r.get(path)
		for _, link := range within.FindAllStringSubmatch(p.body, -1) {
			to := p
			if link[1] != "" {
				to = r.get(html.UnescapeString(link[1]))
			}
			found := false
			for _, place := range places.FindAllStringSubmatch(to.body, -1) {
				found = found || place[1] == link[2]
			}
			if !found {
				t.Errorf("%s leads to %s#%s, which is not there", path, link[1], link[2])
			}
		}
	}
	if !strings.Contains(r.get("/").body, `href="/guide#definitions"`) {
		t.Error("the first page does not say what its words mean")
	}
}

var keysOfState = regexp.MustCompile(`data-touches="([0-9]) ([A-Z])"[^>]*> ([^<]*[^< ]) <`)

func TestTheGuideTellsTheKeysOfTheExamination(t *testing.T) {
	r := newExamination(t).reads("enregistrer")
	guide, states := r.get("/guide"), keysOfState.FindAllStringSubmatch(r.get(session2025+"/examen").body, 4)
	if len(states) != 4 {
		t.Fatalf("%d states have keys", len(states))
	}
	for _, s := range states {
		guide.shows(t, "<kbd>"+s[1]+"</kbd> ou <kbd>"+s[2]+"</kbd></dt><dd>"+s[3]+"</dd>")
	}
}
