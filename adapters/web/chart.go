package web

import (
	"slices"
	"strconv"
	"strings"
)

// chart is a picture and the table of the same numbers. Any page shows one:
//
//	page.Trend = v.head.trend(followup.TrendOf(r, f, trendSessions))
//	{{template "chart" (part $ .Trend)}}
//
// So do stateBars, agePyramid and chains. A picture is drawn 340 units wide, so
// that it is read on a narrow screen, and in black and white: what a mark
// stands for is told by its shape or pattern. All that it needs is in it, but
// for what a style sheet may add.
type chart struct {
	ID    string // in the page
	Title string
	Said  string // what the picture shows, to who does not see it
	Width int
	Depth int
	Bars  []bar
	Lines []stroke
	Dots  []dot
	Words []words

	Heads []string // of the table; the first is that of its rows
	Rows  []chartRow
	Wordy bool   // its cells are words rather than numbers
	Empty string // what to say where there is nothing to draw
}

// chartRow is one row of a chart's table. A cell is what a mark shows, but for
// those that say more.
type chartRow struct {
	Head, Href string
	Cells      []cell
}

// cell is words, or a count and the list that it counts.
type cell struct {
	Said string
	N    int
	List string
}

func wordCells(said ...string) (all []cell) {
	for _, s := range said {
		all = append(all, cell{Said: s})
	}
	return all
}

func counted(n int, list string) cell { return cell{figures(n), n, list} }

// Labels name the cells of a row.
func (c chart) Labels() []string { return c.Heads[1:] }

// The marks. Row and Cell say which cell of the table a bar or dot shows.
type (
	bar struct {
		X, Y, W, H units
		Fill       string // a pattern, "" for white
		Row, Cell  int
	}
	dot struct {
		X, Y      units
		Shape     string // disc, ring, box, diamond
		Row, Cell int
	}
	stroke struct {
		Kind   string // series, dashed, guide
		Points []units
	}
	words struct {
		X, Y   units
		Anchor string // start, middle, end
		Said   string
		Soft   bool
	}
)

const (
	chartWidth = 340
	legendMark = -1 // the row of a mark that explains another
)

// units are a length in a picture, written with one decimal at the most.
type units float64

func (u units) String() string { return strconv.FormatFloat(float64(u), 'f', -1, 32) }

func round(x float64) units { return units(float64(int(x*10+0.5)) / 10) }

// Path is what a line passes through.
func (s stroke) Path() string {
	var path strings.Builder
	for k, u := range s.Points {
		if k > 0 {
			path.WriteString(pick(k%2 == 1, ",", " "))
		}
		path.WriteString(u.String())
	}
	return path.String()
}

// Outline is the shape of a dot that is no circle, around its own middle.
func (d dot) Outline() string {
	x, y := float64(d.X), float64(d.Y)
	at := func(dx, dy float64) string { return round(x+dx).String() + "," + round(y+dy).String() }
	if d.Shape == "box" {
		return strings.Join([]string{at(-4.5, -4.5), at(4.5, -4.5), at(4.5, 4.5), at(-4.5, 4.5)}, " ")
	}
	return strings.Join([]string{at(0, -5), at(5, 0), at(0, 5), at(-5, 0)}, " ")
}

func (c *chart) say(x, y float64, anchor, said string) {
	c.Words = append(c.Words, words{X: round(x), Y: round(y), Anchor: anchor, Said: said})
}

func (c *chart) whisper(x, y float64, anchor, said string) {
	c.Words = append(c.Words, words{X: round(x), Y: round(y), Anchor: anchor, Said: said, Soft: true})
}

// guide draws a thin line that nothing is read from.
func (c *chart) guide(x0, y0, x1, y1 float64) {
	c.Lines = append(c.Lines, stroke{"guide", []units{round(x0), round(y0), round(x1), round(y1)}})
}

// beneath is the name of a stretch of the axis.
type beneath struct {
	said     string
	from, to float64
}

// nameBeneath writes names under their stretches, each on the first line below y
// on which it stands clear of those before it, and gives the last line.
func (c *chart) nameBeneath(y float64, all []beneath) float64 {
	const line, letter = 13, 7.2
	var ends []float64 // of what each line holds
	for _, b := range all {
		if b.said == "" {
			continue
		}
		half := float64(len([]rune(b.said))) * letter / 2
		x := min(max((b.from+b.to)/2, half), max(half, chartWidth-half))
		n := slices.IndexFunc(ends, func(end float64) bool { return end <= x-half })
		if n < 0 {
			n, ends = len(ends), append(ends, 0)
		}
		ends[n] = x + half + letter
		c.whisper(x, y+line*float64(n+1), "middle", b.said)
	}
	return y + line*float64(len(ends))
}

// pattern is how one series of bars is filled, and its name.
type pattern struct{ fill, name string }

// legend explains patterns, two on a line from y on, and gives where it ends.
func (c *chart) legend(y float64, all ...pattern) float64 {
	for k, p := range all {
		x := float64(k%2) * chartWidth / 2
		if k > 0 && k%2 == 0 {
			y += 18
		}
		c.Bars = append(c.Bars, bar{X: round(x + 1), Y: round(y), W: 16, H: 10, Fill: p.fill, Row: legendMark})
		c.say(x+23, y+9, "start", p.name)
	}
	return y + 18
}
