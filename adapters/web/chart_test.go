package web

import (
	"bytes"
	"flag"
	"html"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/glossary"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/register"
)

var redraw = flag.Bool("redraw", false, "draw the pictures of testdata anew, for a person to look at")

// reader is who reads the pictures of testdata.
var reader = &head{Lang: glossary.French}

// point is a session that found so many exécutées, en cours and non réalisées,
// and classed so many.
func point(reference string, year int, executed, inProgress, notDone, classed int) followup.Point {
	t := followup.Totals{Examined: executed + inProgress + notDone + classed, Executed: executed, InProgress: inProgress, NotDone: notDone, Classed: classed}
	return followup.Point{Session: register.Head{Reference: reference}, Totals: t, Rates: t.Rates(domain.MustDay(year, 1, 31))}
}

func chain(references ...string) carryover.Chain {
	var c carryover.Chain
	for _, r := range references {
		year, _ := strconv.Atoi(strings.Split(strings.Split(r, ".")[1], "-")[0])
		c.Links = append(c.Links, carryover.Link{Reference: r, Day: domain.MustDay(year, 1, 31)})
		c.Item.Reference = r
	}
	return c
}

// drawn are the charts of a forum that has met for years.
func drawn() map[string]chart {
	points := []followup.Point{
		point("RBC.2013-1", 2013, 0, 8, 12, 0), point("RBC.2014-1", 2014, 3, 9, 8, 2), point("RBC.2015-1", 2015, 10, 10, 0, 0), point("RBC.2016-1", 2016, 1, 0, 0, 0),
		point("RBC.2017-1", 2017, 42, 15, 11, 0), point("RBC.2018-1", 2018, 14, 3, 5, 1), point("RBC.2019-1", 2019, 7, 4, 2, 0), point("RBC.2020-1", 2020, 0, 0, 4, 0),
		point("RBC.2021-1", 2021, 5, 0, 0, 5), point("RBC.2022-1", 2022, 10, 100, 43, 0), point("RBC.2023-1", 2023, 0, 3, 2, 0), point("RBC.2024-1", 2024, 6, 1, 0, 0),
	}
	ages := []openitems.Heap{
		{Key: "0", Tally: openitems.Tally{Open: 12}}, {Key: "1", Tally: openitems.Tally{Open: 7, Dropped: 7}}, {Key: "3", Tally: openitems.Tally{Open: 20, Dropped: 4}},
		{Key: "11", Tally: openitems.Tally{Open: 2, Dropped: 1}}, {Key: "14", Tally: openitems.Tally{Open: 1, Dropped: 1}},
	}
	chains := []carryover.Chain{
		chain("RBC.2013-1.4", "RBC.2014-1.2", "RBC.2015-1.1", "RBC.2018-1.9", "RBC.2024-1.1"), chain("RBC.2020-1.3", "RBC.2020-2.1", "RBC.2020-3.1"), chain("RBC.2024-1.7", "RBC.2024-2.7"),
	}
	return map[string]chart{"etats": reader.stateBars(points), "tendance": reader.trend(points), "ages": reader.agePyramid(ages, ""), "chaines": reader.chains(chains)}
}

func draw(t *testing.T, c chart) (picture, whole string) {
	t.Helper()
	var out bytes.Buffer
	if err := templates["graphiques"].ExecuteTemplate(&out, "chart", part{reader, c}); err != nil {
		t.Fatal(err)
	}
	whole = out.String()
	return whole[strings.Index(whole, "<svg") : strings.Index(whole, "</svg>")+len("</svg>\n")], whole
}

// TestPicturesAreThoseThatWereLookedAt: those of testdata, which any browser
// shows by themselves. -redraw makes them anew, to be looked at again.
func TestPicturesAreThoseThatWereLookedAt(t *testing.T) {
	for name, c := range drawn() {
		picture, _ := draw(t, c)
		file := "testdata/graphique-" + name + ".svg"
		if *redraw {
			if err := os.WriteFile(file, []byte(picture), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != picture {
			t.Errorf("%s is drawn otherwise (%v):\n%s", name, err, picture)
		}
	}
}

var (
	marks  = regexp.MustCompile(`<(?:rect|circle|polygon) class="mark" ([^>]*)data-row="(\d+)" data-cell="(\d+)"([^>]*)/>`)
	length = regexp.MustCompile(`(\w+)="([0-9.]+)"`)
	rows   = regexp.MustCompile(`(?s)<tr><th scope="row">.*?</tr>`)
	cells  = regexp.MustCompile(`<td[^>]*>(?:<a [^>]*>)?([^<]*)`)
)

// figure reads what a cell says: the number that it begins with.
func figure(said string) float64 {
	said = strings.NewReplacer(hardSpace, "", thinSpace, "", "%", "", ",", ".").Replace(html.UnescapeString(said))
	n, _ := strconv.ParseFloat(said, 64)
	return n
}

// marked are the marks of a picture, by row and cell, with their lengths.
func marked(picture string) map[[2]int]map[string]float64 {
	all := map[[2]int]map[string]float64{}
	for _, m := range marks.FindAllStringSubmatch(picture, -1) {
		row, _ := strconv.Atoi(m[2])
		cell, _ := strconv.Atoi(m[3])
		all[[2]int{row, cell}] = map[string]float64{}
		for _, l := range length.FindAllStringSubmatch(m[1]+m[4], -1) {
			all[[2]int{row, cell}][strings.TrimPrefix(l[1], "data-")], _ = strconv.ParseFloat(l[2], 64)
		}
	}
	return all
}

// TestEveryChartShowsTheNumbersOfItsTable: each bar is as long, and each point
// as high, as its cell says, on one scale for the whole picture; and no number
// but nought goes without its mark.
func TestEveryChartShowsTheNumbersOfItsTable(t *testing.T) {
	series := map[string][]int{"etats": {0, 1, 2, 3}, "ages": {0, 1}, "tendance": {1, 2}}
	for name, c := range drawn() {
		picture, whole := draw(t, c)
		found, seen, scale := marked(picture), 0, 0.0
		for row, line := range rows.FindAllString(whole, -1) {
			said := cells.FindAllStringSubmatch(line, -1)
			if name == "chaines" {
				for link := range int(figure(said[1][1])) + 1 {
					if _, drawn := found[[2]int{row, link}]; !drawn {
						t.Errorf("chain %d lacks its link %d", row, link)
					}
					seen++
				}
				continue
			}
			for _, cell := range series[name] {
				n, mark := figure(said[cell][1]), found[[2]int{row, cell}]
				if mark == nil {
					if n != 0 || name == "tendance" {
						t.Errorf("%s: nothing shows %v in row %d", name, n, row)
					}
					continue
				}
				seen++
				size := mark["width"]
				if name == "tendance" {
					size = 180 - max(mark["cy"], mark["y"])
				}
				if scale == 0 && n > 0 {
					scale = size / n
				}
				if math.Abs(size-n*scale) > 0.4 {
					t.Errorf("%s: row %d, cell %d says %v, its mark is %v long where 1 is %v", name, row, cell, n, size, scale)
				}
			}
		}
		if seen != len(found) || seen == 0 {
			t.Errorf("%s: %d marks, %d numbers", name, len(found), seen)
		}
	}
}

// TestALineJoinsTheSessionsOfOneForum, whatever the order in which they come.
func TestALineJoinsTheSessionsOfOneForum(t *testing.T) {
	points := []followup.Point{point("RBC.2013-1", 2013, 0, 8, 12, 0), point("DP.2014-1", 2014, 3, 9, 8, 2), point("RBC.2015-1", 2015, 10, 10, 0, 0), point("CC.2016-1", 2016, 1, 0, 0, 0)}
	for k := range points {
		points[k].Session.Forum, _, _ = strings.Cut(points[k].Session.Reference, ".")
	}
	c := reader.trend(points)
	var joined []int
	for _, l := range c.Lines {
		if l.Kind != "guide" {
			joined = append(joined, len(l.Points)/2)
		}
	}
	if want := []int{2, 2, 1, 1, 1, 1}; !slices.Equal(joined, want) {
		t.Errorf("lines join %v points, want %v", joined, want)
	}
	if got := c.Rows[0].Head + c.Rows[1].Head; got != "1. RBC 2013/12. RBC 2015/1" {
		t.Errorf("the first two are %s", got)
	}
}

// TestAPictureIsToldToWhoDoesNotSeeIt: it has a name and says what it shows,
// and fits in a narrow screen.
func TestAPictureIsToldToWhoDoesNotSeeIt(t *testing.T) {
	for name, c := range drawn() {
		picture, whole := draw(t, c)
		for _, want := range []string{`role="img"`, `aria-labelledby="` + name + `-titre ` + name + `-sens"`, `<title id="` + name + `-titre">`, `<desc id="` + name + `-sens">`, `viewBox="0 0 340 `} {
			if !strings.Contains(picture, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if strings.Contains(picture, "style=") || strings.Count(whole, "<tr>") != len(c.Rows)+1 {
			t.Errorf("%s: %s", name, whole)
		}
		for _, bar := range c.Bars {
			if bar.X < 0 || bar.X+bar.W > chartWidth || int(bar.Y+bar.H) > c.Depth {
				t.Errorf("%s: %+v lies outside", name, bar)
			}
		}
		for _, dot := range c.Dots {
			if dot.X < 2 || dot.X > chartWidth-2 || int(dot.Y) > c.Depth {
				t.Errorf("%s: %+v lies outside", name, dot)
			}
		}
	}
}

func TestAChartOfNothingSaysSo(t *testing.T) {
	for want, c := range map[string]chart{"Rien n&#39;est ouvert.": reader.agePyramid(nil, ""), "Rien n&#39;a été reconduit.": reader.chains(nil), "Aucune session close": reader.trend(nil)} {
		var out bytes.Buffer
		if err := templates["graphiques"].ExecuteTemplate(&out, "chart", part{reader, c}); err != nil || !strings.Contains(out.String(), want) || strings.Contains(out.String(), "<svg") {
			t.Errorf("%v\n%s", err, out.String())
		}
	}
}

// TestATrendRunsForumByForumInOrderOfTime and names each forum where it is.
func TestATrendRunsForumByForumInOrderOfTime(t *testing.T) {
	of := func(reference string, year int) followup.Point {
		p := point(reference, year, 1, 1, 1, 0)
		p.Session.Forum, _, _ = strings.Cut(reference, ".")
		return p
	}
	c := reader.trend([]followup.Point{of("ATELIER-DGCT.2024-1", 2024), of("ATELIER-DGCT.2021-1", 2021), of("RBC.2022-1", 2022), of("DP-SEGOU.2018-1", 2018), of("RBC.2019-1", 2019)})
	var rows, names []string
	for _, r := range c.Rows {
		rows = append(rows, r.Head)
	}
	if got := strings.Join(rows, ", "); got != "1. DP-SEGOU 2018/1, 2. RBC 2019/1, 3. RBC 2022/1, 4. ATELIER-DGCT 2021/1, 5. ATELIER-DGCT 2024/1" {
		t.Error(got)
	}
	type box struct{ from, to, y float64 }
	var boxes []box
	for _, w := range c.Words {
		if slices.Contains([]string{"DP-SEGOU", "RBC", "ATELIER-DGCT"}, w.Said) {
			names = append(names, w.Said)
			half := float64(len(w.Said)) * 3.6
			b := box{float64(w.X) - half, float64(w.X) + half, float64(w.Y)}
			if b.from < 0 || b.to > chartWidth || b.y > float64(c.Depth) || slices.ContainsFunc(boxes, func(o box) bool { return o.y == b.y && o.to > b.from }) {
				t.Errorf("%s is not clear: %+v beside %+v", w.Said, b, boxes)
			}
			boxes = append(boxes, b)
		}
	}
	if got := strings.Join(names, ", "); got != "DP-SEGOU, RBC, ATELIER-DGCT" {
		t.Error(got)
	}
}
