package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain/fault"
)

// imported is what an import was given to read.
type imported struct {
	tables []importer.Table
	beside string   // folder in which the first lies
	aside  []string // what lies in the folders and is not read
}

// readTables reads files, and the CSV files of folders in order of name.
func readTables(paths []string) (found imported, err error) {
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
			t, err := readTable(os.DirFS(folder), name)
			if err != nil {
				return found, err
			}
			found.tables = append(found.tables, t)
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

func readTable(from fs.FS, name string) (importer.Table, error) {
	f, err := from.Open(name)
	if err != nil {
		return importer.Table{}, fault.New(fault.NotFound, "import.fichier_absent", "fichier", name).Because(err)
	}
	defer f.Close()
	return csv.Read(name, f)
}

// readDecisions joins the decisions files that exist.
func (a *app) readDecisions(paths ...string) (*importer.Decisions, error) {
	all := importer.NewDecisions()
	read := map[string]bool{}
	for _, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil || read[full] {
			continue
		}
		read[full] = true
		t, err := readTable(os.DirFS(filepath.Dir(full)), filepath.Base(full))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := all.Add(t); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// writeTable writes a table whole or not at all.
func writeTable(path string, t importer.Table) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := csv.Write(f, t); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
