package web

import (
	"strconv"
	"strings"

	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/openitems"
)

// trendSessions is how many sessions stateBars and trend are meant for.
const trendSessions = 12

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
			line.Cells = append(line.Cells, figures(n))
			if n > 0 {
				c.Bars = append(c.Bars, bar{X: round(x), Y: round(y + 16), W: round(float64(n) * scale), H: 14, Fill: series[cell].fill, Row: row, Cell: cell})
			}
			x += float64(n) * scale
		}
		line.Cells = append(line.Cells, figures(t.Examined))
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

// trend draws the rates of execution and the cumulated ones over sessions.
func (h *head) trend(points []followup.Point) chart {
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
	series := []stroke{{Kind: "dashed"}, {Kind: "series"}}
	step := (right - left) / float64(max(len(points)-1, 1))
	for row, p := range points {
		x := left + float64(row)*step
		line := chartRow{Head: strconv.Itoa(row+1) + ". " + h.Reference(p.Session.Reference), Href: h.To("/sessions", p.Session.Reference)}
		executed, cumulated := p.Rate(followup.RateExecuted), p.Rate(followup.RateCumulated)
		line.Cells = []string{h.ShortDay(executed.On), h.Percent(executed.Percent), h.Percent(cumulated.Percent)}
		for k, r := range []followup.Rate{cumulated, executed} {
			y := round(bottom - float64(r.Numerator)/float64(r.Denominator)*(bottom-top))
			series[k].Points = append(series[k].Points, round(x), y)
			c.Dots = append(c.Dots, dot{X: round(x), Y: y, Shape: pick(k == 0, "box", "disc"), Row: row, Cell: 2 - k})
		}
		c.whisper(x, bottom+16, "middle", strconv.Itoa(row+1))
		c.Rows = append(c.Rows, line)
	}
	c.Lines = append(c.Lines, series...)
	c.Said = h.T("Deux courbes de 0 à 100 %, un point par session, dans l'ordre du tableau.", "Two curves from 0 to 100%, one point for each session, in the order of the table.")
	c.whisper(left-6, bottom+33, "start", h.T("Les numéros sont ceux du tableau.", "The numbers are those of the table."))
	return c
}

// oldest is the age, in years, from which a pyramid makes no difference.
const oldest = 10

// agePyramid draws the open ones by whole years since they were made: on the
// left those still in sight, on the right those lost from it.
func (h *head) agePyramid(ages []openitems.Heap) chart {
	c := chart{ID: "ages", Title: h.T("L'âge des recommandations ouvertes", "The age of open recommendations"), Width: chartWidth, Empty: h.T("Rien n'est ouvert.", "Nothing is open.")}
	c.Heads = []string{h.T("Âge", "Age"), h.T("Suivies", "In sight"), h.T("Perdues de vue", "Dropped"), h.T("Ouvertes", "Open")}
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
		most = max(most, t.Dropped, t.Open-t.Dropped)
	}
	const middle, gap = chartWidth / 2.0, 40.0
	scale := (middle - gap - 34) / float64(most)
	c.legend(2, pattern{"raye", c.Heads[1]}, pattern{"", c.Heads[2]})
	for row := range years {
		age := len(years) - 1 - row // the oldest on top
		t, y := years[age], 26+float64(row)*20
		name := h.age(age)
		c.say(middle, y+11, "middle", name)
		kept := t.Open - t.Dropped
		if wide := float64(kept) * scale; kept > 0 {
			c.Bars = append(c.Bars, bar{X: round(middle - gap - wide), Y: round(y), W: round(wide), H: 14, Fill: "raye", Row: row, Cell: 0})
			c.say(middle-gap-wide-5, y+11, "end", figures(kept))
		}
		if wide := float64(t.Dropped) * scale; t.Dropped > 0 {
			c.Bars = append(c.Bars, bar{X: round(middle + gap), Y: round(y), W: round(wide), H: 14, Row: row, Cell: 1})
			c.say(middle+gap+wide+5, y+11, "start", figures(t.Dropped))
		}
		c.Rows = append(c.Rows, chartRow{Head: name, Cells: []string{figures(kept), figures(t.Dropped), figures(t.Open)}})
	}
	c.Depth = 30 + len(years)*20
	c.Said = h.T("Une ligne par année d'âge, la plus ancienne en haut ; à gauche les recommandations suivies, à droite les perdues de vue.", "One line for each year of age, the oldest on top; on the left the recommendations in sight, on the right those dropped.")
	return c
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
		c.Rows = append(c.Rows, chartRow{Head: began, Href: h.To("/recommandations", chain.Item.Reference), Cells: []string{strings.Join(became, " → "), figures(len(became))}})
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
