package httpapi_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"suivi/adapters/httpapi"
	"suivi/projections/register"
)

// page is one stretch of a list.
type page struct {
	Items []struct {
		Reference string        `json:"reference"`
		Item      register.Item `json:"recommandation"`
	} `json:"recommandations"`
	Lines []struct {
		Item register.Item `json:"recommandation"`
	} `json:"lignes"`
	Next string `json:"curseur"`
}

// maxPages is more than any list of these tests has.
const maxPages = 100

// references reads a list in stretches of limit, and records something else
// after each of the first.
func (s *service) references(path string, limit int) (all []string) {
	s.t.Helper()
	sign := "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	for cursor, n := "", 0; ; n++ {
		asked := path + sign + "limite=" + strconv.Itoa(limit)
		if cursor != "" {
			asked += "&curseur=" + url.QueryEscape(cursor)
		}
		var p page
		w := s.get(asked)
		w.into(s.t, &p)
		if w.Status != http.StatusOK || len(p.Items)+len(p.Lines) > limit {
			s.t.Fatalf("GET %s: %d %s", asked, w.Status, w.Body)
		}
		if n > maxPages {
			s.t.Fatalf("GET %s by %d does not end", path, limit)
		}
		for _, i := range p.Items {
			all = append(all, i.Reference)
		}
		for _, l := range p.Lines {
			all = append(all, l.Item.Reference)
		}
		if cursor = p.Next; cursor == "" {
			return all
		}
		if n < 5 { // or a list that grows at its end would have none
			s.post("/sessions/MISSION-CAIRE.2023-1/recommandations", `{"texte":"Une autre, entre deux pages","responsables":["MAECI"]}`)
			s.post("/recommandations/MISSION-RABAT.2023-1.p1/situations", `{"structure":"MAECI","etat":"en_cours","mots":"page `+strconv.Itoa(n)+`"}`)
		}
	}
}

func TestPagesGiveEveryRowOnceWhileOthersRecord(t *testing.T) {
	for _, path := range []string{"/recommandations", "/recommandations?cadre=DP-SEGOU", "/matrice", "/redevables/MAECI", "/recherche?q=les"} {
		for _, limit := range []int{1, 2, 7, 1000} {
			s := recorded(t)
			before := s.references(path, 1_000_000)
			seen := map[string]int{}
			for _, r := range s.references(path, limit) {
				seen[r]++
			}
			for _, r := range before {
				if seen[r] != 1 {
					t.Errorf("GET %s by %d: %s comes %d times", path, limit, r, seen[r])
				}
			}
			if len(before) < 3 {
				t.Errorf("GET %s has %d rows: too few to page", path, len(before))
			}
		}
	}
}

// next is the address that a Link header names.
func next(t *testing.T, header string) string {
	t.Helper()
	address, rel, found := strings.Cut(strings.TrimPrefix(header, "<"), ">")
	if !found || rel != `; rel="next"` {
		t.Fatalf("Link: %s", header)
	}
	return strings.TrimPrefix(address, httpapi.Prefix)
}

func TestListsWithoutRoomForACursorLinkToTheNextPage(t *testing.T) {
	for path, made := range map[string]string{
		"/cadres":                  `{"code":"A-AVANT-TOUS","nom":"Un autre"}`,
		"/structures":              `{"code":"A-AVANT-TOUTES","nom":"Une autre"}`,
		"/sessions?etape=tenue":    `{"cadre":"DP-SEGOU","code":"2030-1","prevue":"2030"}`,
		"/structures?parent=MAECI": `{"code":"A-AVANT-TOUTES","nom":"Une autre","parent":"MAECI"}`,
	} {
		s := recorded(t)
		type named struct {
			ID string `json:"id"`
		}
		var all []named
		s.get(path).into(t, &all)
		plain, _, _ := strings.Cut(path, "?")
		got := []named{}
		for asked := path + map[bool]string{true: "?", false: "&"}[plain == path] + "limite=1"; asked != ""; {
			var one []named
			w := s.get(asked)
			w.into(t, &one)
			got = append(got, one...)
			if len(got) > maxPages {
				t.Fatalf("GET %s by one does not end", path)
			}
			if asked = ""; w.Header.Get("Link") != "" {
				asked = next(t, w.Header.Get("Link"))
			}
			if len(got) == 1 {
				s.post(plain, made)
			}
		}
		got = slices.DeleteFunc(got, func(n named) bool { return !slices.Contains(all, n) })
		equal(t, "GET "+path+" by one", got, all)
		if len(all) < 2 {
			t.Errorf("GET %s has %d rows: too few to page", path, len(all))
		}
	}
}
