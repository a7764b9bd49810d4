package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
)

// trendSessions is how many sessions stateBars and trend are meant for.
const trendSessions = 12

// stateParts are the rows of a session that each state counts, as tableParts
// names them.
var stateParts = []string{"executees", "en_cours", "non_realisees", "classees"}

// stateBars draws what sessions retained, one bar for each: exécutées, en
// cours, non réalisées and classées, which add up to those examined.
func (h *head) stateBars(points []followup.Point) chart {
	c := chart{ID: "etats", Title: h.T("Ce que les sessions ont retenu", "What the sessions retained"), Width: chartWidth, Empty: h.noSession()}
	series := []pattern{{"plein", h.Word("executee")}, {"raye", h.Word("en_cours")}, {"", h.Word("non_realisee")}, {"pointe", h.Word("classee")}}
	c.Heads = []string{h.T("Session", "Session")}
	for _, s := range series {
		c.Heads = append(c.Heads, upperFirst(s.name))
	}
	c.Heads = append(c.Heads, h.T("Examinées", "Examined"))
	most := 1
	for _, p := range points {
		most = max(most, p.Totals.Examined)
	}
	y, scale := c.legend(2, series...)+4, float64(chartWidth-40)/float64(most)
	for row, p := range points {
		t := p.Totals
		c.say(0, y+11, "start", h.Reference(p.Session.Reference))
		line := chartRow{Head: h.Reference(p.Session.Reference), Href: h.To("/sessions", p.Session.Reference)}
		x := 1.0
		for cell, n := range []int{t.Executed, t.InProgress, t.NotDone, t.Classed} {
			line.Cells = append(line.Cells, counted(n, h.RowsOf(p.Session.Reference, stateParts[cell], n).Href))
			if n > 0 {
				c.Bars = append(c.Bars, bar{X: round(x), Y: round(y + 16), W: round(float64(n) * scale), H: 14, Fill: series[cell].fill, Row: row, Cell: cell})
			}
			x += float64(n) * scale
		}
		line.Cells = append(line.Cells, counted(t.Examined, h.RowsOf(p.Session.Reference, "examinees", t.Examined).Href))
		c.say(x+6, y+27, "start", figures(t.Examined))
		c.Rows = append(c.Rows, line)
		y += 38
	}
	c.Depth = int(y) + 2
	c.Said = h.T("Une barre par session, aussi longue qu'elle a examiné de recommandations, partagée selon l'état retenu.", "One bar for each session, as long as the recommendations that it examined, parted by the state retained.")
	return c
}

func (h *head) noSession() string {
	return h.T("Aucune session close n'a encore examiné de recommandation.", "No closed session has examined a recommendation yet.")
}

// byForum puts the sessions of a forum together, in order of day: first those of
// the forum whose first is the earliest.
func byForum(points []followup.Point) []followup.Point {
	day := func(p followup.Point) domain.Day { return p.Rate(followup.RateExecuted).On }
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b followup.Point) int { return cmp.Compare(day(a), day(b)) })
	first := map[string]int{}
	for k, p := range points {
		if _, met := first[p.Session.Forum]; !met {
			first[p.Session.Forum] = k
		}
	}
	slices.SortStableFunc(points, func(a, b followup.Point) int { return cmp.Compare(first[a.Session.Forum], first[b.Session.Forum]) })
	return points
}

// trend draws the rates of execution and the cumulated ones over the sessions of
// each forum, forum after forum, each named: a line joins none but those of one.
func (h *head) trend(points []followup.Point) chart {
	points = byForum(points)
	c := chart{ID: "tendance", Title: h.T("L'exécution, session après session", "Execution, session after session"), Width: chartWidth, Depth: 218, Empty: h.noSession()}
	c.Heads = []string{h.T("Session", "Session"), h.T("Le", "On"), h.T("Taux d'exécution", "Rate of execution"), h.T("Taux cumulé", "Cumulated rate")}
	const left, right, top, bottom = 46.0, chartWidth - 12.0, 48.0, 180.0
	for _, percent := range []int{0, 25, 50, 75, 100} {
		y := bottom - float64(percent)/100*(bottom-top)
		c.guide(left-6, y, right+6, y)
		c.whisper(left-10, y+4, "end", h.Percent(strconv.Itoa(percent)))
	}
	c.Dots = append(c.Dots, dot{X: 6, Y: 7, Shape: "disc", Row: legendMark}, dot{X: 6, Y: 25, Shape: "box", Row: legendMark})
	c.say(16, 11, "start", h.Word(followup.RateExecuted))
	c.say(16, 29, "start", h.Word(followup.RateCumulated))
	var series []stroke // two for each forum
	var forums []beneath
	step := (right - left) / float64(max(len(points)-1, 1))
	for row, p := range points {
		x := left + float64(row)*step
		if row == 0 || points[row-1].Session.Forum != p.Session.Forum {
			if row > 0 {
				c.guide(x-step/2, top-6, x-step/2, bottom+20)
			}
			series = append(series, stroke{Kind: "dashed"}, stroke{Kind: "series"})
			forums = append(forums, beneath{said: p.Session.Forum, from: x})
		}
		forums[len(forums)-1].to = x
		of := series[len(series)-2:]
		line := chartRow{Head: strconv.Itoa(row+1) + ". " + h.Reference(p.Session.Reference), Href: h.To("/sessions", p.Session.Reference)}
		executed, cumulated := p.Rate(followup.RateExecuted), p.Rate(followup.RateCumulated)
		line.Cells = wordCells(h.ShortDay(executed.On), h.Percent(executed.Percent), h.Percent(cumulated.Percent))
		for k, r := range []followup.Rate{cumulated, executed} {
			y := round(bottom - float64(r.Numerator)/float64(r.Denominator)*(bottom-top))
			of[k].Points = append(of[k].Points, round(x), y)
			c.Dots = append(c.Dots, dot{X: round(x), Y: y, Shape: pick(k == 0, "box", "disc"), Row: row, Cell: 2 - k})
		}
		c.whisper(x, bottom+16, "middle", strconv.Itoa(row+1))
		c.Rows = append(c.Rows, line)
	}
	c.Lines = append(c.Lines, series...)
	c.Said = h.T("Deux courbes par cadre, de 0 à 100 %, un point par session, dans l'ordre du tableau : cadre après cadre, de la plus ancienne session à la plus récente.", "Two curves for each forum, from 0 to 100%, one point for each session, in the order of the table: forum after forum, from the earliest session to the latest.")
	end := c.nameBeneath(bottom+19, forums)
	c.Depth += int(end - bottom - 19)
	c.whisper(left-6, end+14, "start", h.T("Les numéros sont ceux du tableau.", "The numbers are those of the table."))
	return c
}

// oldest is the age, in years, from which a pyramid makes no difference.
const oldest = 10

// agePyramid draws the open ones that a forum made, "" for any, by whole years
// since: all of them on the left, on the right those lost from sight.
func (h *head) agePyramid(ages []openitems.Heap, forum string) chart {
	c := chart{ID: "ages", Title: h.T("L'âge des recommandations ouvertes", "The age of open recommendations"), Width: chartWidth, Empty: h.T("Rien n'est ouvert.", "Nothing is open.")}
	c.Heads = []string{h.T("Âge", "Age"), h.T("Ouvertes", "Open"), h.T("Perdues de vue", "Dropped")}
	var years []openitems.Tally
	for _, heap := range ages {
		age, _ := strconv.Atoi(heap.Key)
		for age = min(age, oldest); len(years) <= age; {
			years = append(years, openitems.Tally{})
		}
		years[age].Open += heap.Open
		years[age].Dropped += heap.Dropped
	}
	most := 1
	for _, t := range years {
		most = max(most, t.Open)
	}
	const middle, gap = chartWidth / 2.0, 40.0
	scale := (middle - gap - 34) / float64(most)
	c.legend(2, pattern{"raye", c.Heads[1]}, pattern{"", c.Heads[2]})
	for row := range years {
		age := len(years) - 1 - row // the oldest on top
		t, y := years[age], 26+float64(row)*20
		name := h.age(age)
		c.say(middle, y+11, "middle", name)
		if wide := float64(t.Open) * scale; t.Open > 0 {
			c.Bars = append(c.Bars, bar{X: round(middle - gap - wide), Y: round(y), W: round(wide), H: 14, Fill: "raye", Row: row, Cell: 0})
			c.say(middle-gap-wide-5, y+11, "end", figures(t.Open))
		}
		if wide := float64(t.Dropped) * scale; t.Dropped > 0 {
			c.Bars = append(c.Bars, bar{X: round(middle + gap), Y: round(y), W: round(wide), H: 14, Row: row, Cell: 1})
			c.say(middle+gap+wide+5, y+11, "start", figures(t.Dropped))
		}
		open, dropped := h.aged(age, forum)
		c.Rows = append(c.Rows, chartRow{Head: name, Cells: []cell{counted(t.Open, open), counted(t.Dropped, dropped)}})
	}
	c.Depth = 30 + len(years)*20
	c.Said = h.T("Une ligne par année d'âge, la plus ancienne en haut ; à gauche toutes celles qui sont ouvertes, à droite celles d'entre elles qui sont perdues de vue.", "One line for each year of age, the oldest on top; on the left all that are open, on the right those of them that are dropped.")
	return c
}

// aged are the lists of the open ones of an age that a forum made, and of those
// of them that are dropped.
func (h *head) aged(years int, forum string) (open, dropped string) {
	q := url.Values{"situation": {recommendation.Open.String()}}
	set := func(name string, n int) {
		if n > 0 {
			q.Set(name, strconv.Itoa(n))
		}
	}
	if set("age_min", years); years < oldest {
		set("age_moins_de", years+1)
	}
	if forum != "" {
		q.Set("cadre", forum)
	}
	open = h.Link("/recommandations?" + q.Encode())
	q.Set("perdues_de_vue", "true")
	return open, h.Link("/recommandations?" + q.Encode())
}

func (h *head) age(years int) string {
	switch years {
	case 0:
		return h.T("moins d'un an", "under a year")
	case oldest:
		return h.T("%d ans et plus", "%d years and more", oldest)
	}
	return h.Plural(years, "an", "ans", "year", "years")
}

// chains draws which reference became which, along the years: one line for each
// recommendation, a ring where it was made and a diamond where it was carried
// over.
func (h *head) chains(all []carryover.Chain) chart {
	c := chart{ID: "chaines", Wordy: true, Title: h.T("De reconduction en reconduction", "From carry-over to carry-over"), Width: chartWidth, Empty: h.T("Rien n'a été reconduit.", "Nothing was carried over.")}
	c.Heads = []string{h.T("Recommandation", "Recommendation"), h.T("Est devenue", "Became"), h.T("Fois", "Times")}
	if len(all) == 0 {
		return c
	}
	first, last := all[0].Links[0].Day, all[0].Links[0].Day
	for _, chain := range all {
		for _, l := range chain.Links {
			first, last = min(first, l.Day), max(last, l.Day)
		}
	}
	const left, right = 8.0, chartWidth - 8.0
	at := func(l carryover.Link) float64 {
		return left + float64(l.Day-first)/float64(max(last-first, 1))*(right-left)
	}
	c.Dots = append(c.Dots, dot{X: 6, Y: 7, Shape: "ring", Row: legendMark}, dot{X: chartWidth/2 + 6, Y: 7, Shape: "diamond", Row: legendMark})
	c.say(16, 11, "start", h.Word("formulee"))
	c.say(chartWidth/2+16, 11, "start", h.Word("reconduite"))
	for row, chain := range all {
		y := 26 + float64(row)*34
		began := h.Reference(chain.Links[0].Reference)
		c.say(0, y+10, "start", began+" → "+h.Reference(chain.Item.Reference))
		line, became, xs := stroke{Kind: "series"}, []string{}, make([]float64, len(chain.Links))
		for k, l := range chain.Links {
			xs[k] = at(l)
		}
		spread(xs, left, right)
		for k, l := range chain.Links {
			line.Points = append(line.Points, round(xs[k]), round(y+21))
			c.Dots = append(c.Dots, dot{X: round(xs[k]), Y: round(y + 21), Shape: pick(k == 0, "ring", "diamond"), Row: row, Cell: k})
			if k > 0 {
				became = append(became, h.Reference(l.Reference))
			}
		}
		c.Lines = append(c.Lines, line)
		c.Rows = append(c.Rows, chartRow{Head: began, Href: h.To("/recommandations", chain.Item.Reference), Cells: wordCells(strings.Join(became, " → "), figures(len(became)))})
	}
	c.Depth = 26 + len(all)*34 + 18
	c.whisper(0, float64(c.Depth)-3, "start", h.ShortDay(first))
	c.whisper(chartWidth, float64(c.Depth)-3, "end", h.ShortDay(last))
	c.Said = h.T("Une ligne par recommandation, du jour où elle fut formulée à celui de sa dernière reconduction.", "One line for each recommendation, from the day it was made to that of its last carry-over.")
	return c
}

// spread moves what is closer than can be told apart, within bounds.
func spread(xs []float64, from, to float64) {
	apart := min(12, (to-from)/float64(max(len(xs)-1, 1)))
	for k := 1; k < len(xs); k++ {
		xs[k] = max(xs[k], xs[k-1]+apart)
	}
	for k, bound := len(xs)-1, to; k >= 0; k-- {
		xs[k] = min(xs[k], bound)
		bound = xs[k] - apart
	}
}
