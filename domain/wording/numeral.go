package wording

// numerals are the words of which numbers are made, below a hundred.
var numerals = map[string]int{
	"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
	"neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
	"huitante": 80, "octante": 80, "nonante": 90,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "ninety": 90,
}

// multipliers are the words that multiply what precedes them.
var multipliers = map[string]int{
	"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000,
	"million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}

// numeral reads a number in words at the start of tokens, such as "deux cent
// seize millions trente-cinq mille", and tells how many tokens it took, 0 where
// there is none or where the words do not make one number ("deux trois").
func numeral(tokens []token) (value, used int) {
	total, group := 0, 0 // of the thousands so far, and below the next thousand
	last := 1 << 62      // the smallest power named so far
	pending := false     // "et" or "-" was read, and something must follow
	for i, t := range tokens {
		if t.kind == markToken || t.text == "et" {
			if used == 0 || pending || t.text != "-" && t.text != "et" {
				break
			}
			pending = true
			continue
		}
		if unit, known := numerals[t.text]; known {
			switch tens := group % 100; {
			case unit == 20 && tens == 4: // quatre-vingt
				group += 76
			case tens == 0 && (used == 0 || group > 0 || last < 1<<62) && unit > 0,
				used == 0,
				tens >= 20 && tens%10 == 0 && unit < 10 && unit > 0,
				(tens == 60 || tens == 80) && unit >= 10 && unit < 20,
				tens == 10 && unit >= 7 && unit <= 9, (tens == 70 || tens == 90) && unit >= 7 && unit <= 9:
				group += unit
			default:
				return 0, 0
			}
		} else if power, known := multipliers[t.text]; known {
			switch {
			case power == 100 && group < 10:
				group = max(group, 1) * 100
			case power > 100 && power < last && (group > 0 || power == 1000):
				total += max(group, 1) * power
				group, last = 0, power
			default:
				return 0, 0
			}
		} else {
			break
		}
		used, pending = i+1, false
	}
	return total + group, used
}
