package main

import (
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain/fault"
)

// optionsOf are the options that give each field; where several commands call
// it otherwise, the first that the command has. A field that is none of these
// and no argument is told by its own name.
var optionsOf = map[string][]string{
	"texte": {"text"}, "numero": {"number"}, "place": {"place"}, "responsables": {"owner"}, "echeance": {"due"}, "theme": {"theme"},
	"nature": {"nature"}, "a_l_attention_de": {"for"}, "motif": {"motive", "reason"}, "motif_de_remise_en_suivi": {"reason"}, "constat": {"words"},
	"mots": {"words"}, "observation": {"observation"}, "constate_le": {"seen-on"}, "effet": {"on"}, "structure": {"structure"}, "source": {"document"},
	"acteur": {"actor"}, "seances": {"date"}, "prevue": {"date"}, "parent": {"parent"}, "etat": {"state"}, "lien": {"kind"}, "genre": {"kind"}, "nom": {"name"},
	"successeur": {"into"}, "survivante": {"into"}, "recommandation": {"to"}, "examine": {"examines"}, "parole_retenue": {"word"}, "listes": {"lists"}, "phase": {"phase"},
	"cadres": {"forum"}, "reconduction_par": {"carried-by"}, "periodicite": {"periodicity"}, "session": {"session"}, "valide": {"validates"}, "precede": {"precedes"},
	"jointe_a": {"joint"}, "rapport_lu": {"read"}, "rapport_amende": {"amended"}, "rapport_valide": {"validated"}, "pieces": {"evidence"}, "taux": {"rate"},
	"cadre": {"forum"}, "situation": {"standing"}, "exercice": {"exercise", "year"}, "reconductions": {"carried"}, "limite": {"limit"}, "curseur": {"after"},
	"etape": {"stage"}, "au": {"as-of"}, "connu_le": {"known-at"}, "aujourdhui": {"today"},
}

// placeAtOption says at which option or argument of c a refusal lies, where a
// field is named. The arguments are c's annotations, by field. What an argument
// names and is not there, the refusal quotes: it needs no place.
func placeAtOption(c *cobra.Command, err error) error {
	f, is := err.(*fault.Fault)
	if !is || f.Place == "" || strings.HasPrefix(f.Place, "--") {
		return err
	}
	if name, is := strings.CutPrefix(f.Place, "champs."); is {
		return f.At("--set " + name)
	}
	list, last, _ := cutLast(f.Place)
	argument, is := c.Annotations[last]
	if !is {
		if argument, is = c.Annotations[list]; is {
			argument += " " + last
		}
	}
	switch {
	case is && f.Kind == fault.NotFound:
		return f.At("")
	case is:
		return f.At(argument)
	}
	for _, option := range optionsOf[last] {
		if c.Flags().Lookup(option) != nil {
			return f.At("--" + option)
		}
	}
	return f.At(last)
}

// cutLast cuts a place at its last dot.
func cutLast(place string) (before, last string, found bool) {
	if i := strings.LastIndexByte(place, '.'); i >= 0 {
		return place[:i], place[i+1:], true
	}
	return "", place, false
}

func at(err error, place string) error {
	if f, is := err.(*fault.Fault); is {
		return f.At(place)
	}
	return err
}

// unplacedAt places a fault that has no place yet.
func unplacedAt(err error, place string) error {
	if f, is := err.(*fault.Fault); is && f.Place == "" {
		return f.At(place)
	}
	return err
}
