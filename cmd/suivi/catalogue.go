package main

import (
	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/glossary"
)

// The importer words its own codes; here they join the catalogue.
func init() {
	for code, text := range importer.Texts() {
		i18n.Texts[code] = glossary.Text(text)
	}
}
