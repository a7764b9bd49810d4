package wording

// An Order is how the dates of a table are written in figures.
type Order uint8

// The orders of day and month. French tables are day first; where a table holds
// both orders, 03/04/2021 is refused as ambiguous.
const (
	DayFirst Order = iota
	MonthFirst
	EitherOrder
)

// OrderOf tells the order of a column from those of its dates that exist in one
// order only: a single 6/30/2023 shows that 9/1/2022 beside it is 1 September.
// Where none tells, it is DayFirst.
func OrderOf(column []string) Order {
	day, month := false, false
	for _, cell := range column {
		tokens := newScanner(cell, DayFirst).tokens
		for i := 0; i+4 < len(tokens); i++ {
			a, b := tokens[i], tokens[i+2]
			if a.kind != numberToken || b.kind != numberToken || !tokens[i+1].is("/", "-", ".") || tokens[i+3].text != tokens[i+1].text ||
				len(a.text) > 2 || len(b.text) > 2 || len(tokens[i+4].text) != 4 {
				continue
			}
			day = day || atoi(a.text) > 12 && atoi(b.text) <= 12
			month = month || atoi(a.text) <= 12 && atoi(b.text) > 12
		}
	}
	switch {
	case day && month:
		return EitherOrder
	case month:
		return MonthFirst
	}
	return DayFirst
}
