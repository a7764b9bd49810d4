package importer_test

import (
	"testing"

	"suivi/adapters/importer"
	"suivi/domain/fault"
)

func TestWhatOthersRecordMeanwhileInterruptsAndIsTakenUpAgain(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;1;Un\nCC;2024-1;2;Deux\n"}
	plan := s.prepare(files...)
	s.imports("recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;2;Tout autre chose\n") // another secretary
	err := importer.Record(s.Context(), s.book, plan, nil)
	s.same("refused", fault.CodeOf(err), importer.RefusedInterrupted)
	s.tells(s.prepare(files...), "recommandations.csv texte: Tout autre chose -> Deux")
}
