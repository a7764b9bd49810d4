package wording

import "strings"

// A Legend tells what the figures of a table stand for.
type Legend map[string]Outcome

// ReadLegend reads the headers of a table that explain its figures: "Exécuté
// (1)", "1=En cours", "EXECUTES 1. OUI ; 2. NON". A figure that is given two
// meanings has none.
func ReadLegend(headers ...string) Legend {
	legend, spoilt := make(Legend), make(map[string]bool)
	for _, header := range headers {
		for part := range strings.FieldsFuncSeq(header, func(r rune) bool { return strings.ContainsRune(";,|\n", r) }) {
			figure, label := figureAndLabel(part)
			reading := readState(label)
			if figure == "" || !reading.Sure {
				continue
			}
			if known, again := legend[figure]; again && known != reading.Outcome {
				spoilt[figure] = true
			}
			legend[figure] = reading.Outcome
		}
	}
	for figure := range spoilt {
		delete(legend, figure)
	}
	return legend
}

// figureAndLabel finds the one figure of a part of a legend: after its label
// where it stands in brackets at the end, else before it.
func figureAndLabel(part string) (figure, label string) {
	for _, t := range lex(part, false) {
		if t.kind != numberToken {
			continue
		}
		if figure != "" {
			return "", ""
		}
		figure, label = plainFigure(t.text), part[t.end:]
		if strings.Trim(label, " )") == "" {
			label = strings.TrimRight(part[:t.start], " (=:")
		} else {
			label = strings.TrimLeft(label, " .=:)-")
		}
	}
	return figure, label
}

// plainFigure drops the zeros before a figure.
func plainFigure(digits string) string {
	if trimmed := strings.TrimLeft(digits, "0"); trimmed != "" {
		return trimmed
	}
	return "0"
}

// State reads a cell as the function State does, and a bare figure ("_1_") by
// the legend.
func (l Legend) State(cell, observation string) StateReading {
	figure := ""
	for _, t := range lex(cell, false) {
		switch {
		case t.kind == numberToken && figure == "":
			figure = plainFigure(t.text)
		case t.kind != markToken || !t.is("_", "*", "(", ")", "."):
			return State(cell, observation)
		}
	}
	if outcome, known := l[figure]; known {
		return reconcile(sure(outcome), observation)
	}
	return State(cell, observation)
}
