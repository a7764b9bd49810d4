package desk

// MaxRepeats is how many commands a desk remembers at the most.
const MaxRepeats = maxRepeats

// Remembered is how many commands a desk remembers.
func Remembered(d *Desk) int { return len(d.repeats.known) }
