package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"suivi/adapters/desk"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
)

// imported is what an import was given to read.
type imported struct {
	files  []desk.ImportFile
	beside string   // folder in which the first lies
	aside  []string // what lies in the folders and is not read
}

// readFiles reads files, and the CSV files of folders in order of name.
func readFiles(paths []string) (found imported, err error) {
	for i, path := range paths {
		st, err := os.Stat(path)
		if err != nil {
			return found, fault.New(fault.NotFound, "import.fichier_absent", "fichier", path).Because(err)
		}
		folder, names := filepath.Dir(path), []string{filepath.Base(path)}
		if st.IsDir() {
			folder = path
			if names, err = found.look(path); err != nil {
				return found, err
			}
		}
		if i == 0 {
			found.beside = folder
		}
		for _, name := range names {
			if name == decisionsName {
				continue // read with the decisions
			}
			f, err := readFile(os.DirFS(folder), name)
			if err != nil {
				return found, err
			}
			found.files = append(found.files, f)
		}
	}
	return found, nil
}

// look gives the names of the CSV files of a folder, however their extension
// is written, and notes what else lies there: nothing that somebody put beside
// them is left out in silence. Hidden files are those of a system.
func (found *imported) look(folder string) (names []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fault.New(fault.NotFound, "import.fichier_absent", "fichier", folder).Because(err)
	}
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), ".csv"):
			names = append(names, e.Name())
		default:
			found.aside = append(found.aside, filepath.Join(folder, e.Name()))
		}
	}
	if len(names) == 0 {
		return nil, fault.New(fault.NotFound, "import.dossier_vide", "dossier", folder)
	}
	return names, nil
}

func readFile(from fs.FS, name string) (desk.ImportFile, error) {
	f, err := from.Open(name)
	if err != nil {
		return desk.ImportFile{}, fault.New(fault.NotFound, "import.fichier_absent", "fichier", name).Because(err)
	}
	defer f.Close()
	text, err := csv.Text(name, f)
	return desk.ImportFile{Name: name, Text: text}, err
}

// readDecisions reads a decisions file; the zero file for none.
func readDecisions(path string) (desk.ImportFile, error) {
	f, err := readFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if errors.Is(err, fs.ErrNotExist) {
		return desk.ImportFile{}, nil
	}
	return f, err
}
