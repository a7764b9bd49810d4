package wording

import "fmt"

// Code says why a text was not read. It is stable: what people are told comes
// from a catalogue, by this code.
type Code string

// The reasons for which a reading is refused.
const (
	Unreadable       Code = "illisible"                       // no such form is known
	NoSuchDate       Code = "date_inexistante"                // 31 février
	NoYear           Code = "annee_absente"                   // 15 mai
	ShortYear        Code = "annee_abregee"                   // 15/05/24
	FarYear          Code = "annee_invraisemblable"           // 15 mai 1024
	Backwards        Code = "periode_inversee"                // du 20 au 14 avril 2023
	WrongWeekday     Code = "jour_de_semaine_discordant"      // lundi 1er mars 2019, a Friday
	Ambiguous        Code = "plusieurs_lectures"              // 2011-12: a month, or two years
	Disagree         Code = "lettres_et_chiffres_discordants" // vingt-deux (23)
	NoPercent        Code = "pourcent_absent"                 // 67,74
	TooPrecise       Code = "trop_de_decimales"               // 66,667 %
	TooLarge         Code = "nombre_trop_grand"
	UnknownStructure Code = "structure_inconnue"
	SeveralFit       Code = "structure_ambigue" // a path that two structures answer to
)

// Error is a text that could not be read, and why.
type Error struct {
	Code Code
	Text string // the words in question, as written
}

// Error is for logs, not for people.
func (e *Error) Error() string { return fmt.Sprintf("wording: %s: %q", e.Code, e.Text) }
