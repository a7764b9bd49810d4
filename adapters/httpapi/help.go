package httpapi

import (
	"cmp"
	"strings"

	"suivi/adapters/i18n"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// Where the pages are.
const (
	helpRoot    = "/aide"
	helpAPI     = helpRoot + "/api"
	helpRefusal = helpRoot + "/refus"
	helpStyle   = helpRoot + "/style.css"
)

// helpPath is the page that explains a refusal.
func helpPath(code string) string { return helpRefusal + "/" + code }

// addressed notes where the API does what a command of the command line does.
// Of several addresses of one name, the last noted is the one that texts give.
func (s *Server) addressed(name, method, path string) {
	if s.addresses == nil {
		s.addresses = map[string]string{}
	}
	s.addresses[name] = method + " " + Prefix + path
}

// explain words a fault for the API's reader, with what is possible from here.
func (s *Server) explain(f *fault.Fault, l glossary.Language) string {
	return s.voice().Explain(f.At(""), l)
}

// say words a code for the API's reader.
func (s *Server) say(code string, args map[string]string, l glossary.Language) string {
	return s.voice().Say(code, args, l)
}

// voice says for the API what the catalogue says for the command line: a
// command by its address, an option by its field.
func (s *Server) voice() i18n.Voice {
	return i18n.Voice{Command: func(line string, _ glossary.Language) string { return s.addressOf(line) }, Option: fieldOf}
}

// addressOf is where the API does what a line of the command line does; the
// page of the API for its help, nothing for what the API does not do.
func (s *Server) addressOf(line string) string {
	words := strings.Fields(line)
	if len(words) > 0 && (words[0] == "help" || words[len(words)-1] == "help") {
		return helpAPI
	}
	for n := len(words); n > 0; n-- {
		if address, known := s.addresses[strings.Join(words[:n], " ")]; known {
			return address
		}
	}
	return ""
}

// optionFields are the fields that do what options do. A reason is another
// field where a recommendation is taken up again.
var optionFields = map[string]string{
	"--void": "annule", "--set": "champs", "--on": "effet", "--none": "aucun", "--session": "session", "--date": "prevue",
	"--rectify": "motif_de_rectification", "--keep": "garder", "--carried-by": "reconduction_par", "--reason": "motif", "recommandation --reason": "motif_de_remise_en_suivi",
}

func fieldOf(code, option string, _ glossary.Language) string {
	family, _, _ := strings.Cut(code, ".")
	return cmp.Or(optionFields[family+" "+option], optionFields[option])
}
