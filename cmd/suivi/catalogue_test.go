package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

var codeForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_]+)+$`)

// kindsOfCode are the first words of codes; other strings of their form are
// names of files, packages, events.
var kindsOfCode = []string{"champ", "recommandation", "session", "cadre", "structure", "commande", "fait", "rectification", "fichier", "import", "option", "registre", "liste", "moment", "verification", "acces", "jeton", "configuration", "piece", "requete", "examen", "flux", "migration"}

// source is what the program's own files say of codes.
type source struct {
	codes map[string]token.Position  // every code that is written anywhere
	args  map[string]map[string]bool // by code, what fault.New fills in
}

// readSource reads every file of the program but its tests and its catalogues.
func readSource(t *testing.T) source {
	t.Helper()
	s := source{map[string]token.Position{}, map[string]map[string]bool{}}
	files := token.NewFileSet()
	constants := map[string]string{} // by package.name
	var parsed []*ast.File
	for _, room := range []string{"../../domain", "../../projections", "../../adapters", "../../cmd"} {
		err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			base := filepath.Base(path)
			if strings.HasPrefix(base, "texts") || strings.Contains(path, "adapters/i18n") || strings.Contains(path, "domain/scenario") {
				return nil
			}
			f, err := parser.ParseFile(files, path, nil, 0)
			if err == nil {
				parsed = append(parsed, f)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range parsed {
		for _, decl := range f.Decls {
			g, is := decl.(*ast.GenDecl)
			if !is || g.Tok != token.CONST {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				for i, name := range v.Names {
					if i < len(v.Values) {
						if code, is := literal(v.Values[i]); is {
							constants[f.Name.Name+"."+name.Name] = code
						}
					}
				}
			}
		}
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, is := n.(ast.Expr); is {
				if code, is := literal(lit); is && isCode(code) {
					s.codes[code] = files.Position(n.Pos())
				}
			}
			if call, is := n.(*ast.CallExpr); is {
				s.readCall(files, f, constants, call)
			}
			return true
		})
	}
	return s
}

func isCode(text string) bool {
	kind, _, _ := strings.Cut(text, ".")
	return codeForm.MatchString(text) && slices.Contains(kindsOfCode, kind) && !regexp.MustCompile(`\.v[0-9]+$`).MatchString(text)
}

func literal(e ast.Expr) (string, bool) {
	lit, is := e.(*ast.BasicLit)
	if !is || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// readCall notes the arguments of fault.New(kind, code, name, value…).
func (s source) readCall(files *token.FileSet, f *ast.File, constants map[string]string, call *ast.CallExpr) {
	sel, is := call.Fun.(*ast.SelectorExpr)
	if !is || sel.Sel.Name != "New" || len(call.Args) < 2 || call.Ellipsis.IsValid() {
		return
	}
	if x, is := sel.X.(*ast.Ident); !is || x.Name != "fault" {
		return
	}
	code, known := literal(call.Args[1])
	switch e := call.Args[1].(type) {
	case *ast.Ident:
		code, known = constants[f.Name.Name+"."+e.Name], true
	case *ast.SelectorExpr:
		if x, is := e.X.(*ast.Ident); is {
			code, known = constants[x.Name+"."+e.Sel.Name], true
		}
	}
	if !known || code == "" {
		return
	}
	given := map[string]bool{}
	for i := 2; i < len(call.Args); i += 2 {
		if name, is := literal(call.Args[i]); is {
			given[name] = true
		}
	}
	if s.args[code] == nil {
		s.args[code] = map[string]bool{}
	}
	maps.Copy(s.args[code], given)
	s.codes[code] = files.Position(call.Pos())
}

func TestEveryCodeHasWordsInBothLanguages(t *testing.T) {
	for code, at := range readSource(t).codes {
		text, known := i18n.Texts[code]
		if !known {
			t.Errorf("%s: %q is in no catalogue", at, code)
		} else if text.FR == "" || text.EN == "" || text.FR == text.EN {
			t.Errorf("%q says %q in French and %q in English", code, text.FR, text.EN)
		}
	}
}

func TestNoTextIsUnused(t *testing.T) {
	codes := readSource(t).codes
	for code := range i18n.Texts {
		_, used := codes[code]
		// What wording cannot read is told by import.date.<its own code>, what
		// becomes of a row by import.issue.<its outcome>.
		if !used && !strings.HasPrefix(code, "import.date.") && !strings.HasPrefix(code, "import.issue.") {
			t.Errorf("no code of the program is %q", code)
		}
	}
}

var argument = regexp.MustCompile(`\{([a-z_]+)\}`)

func TestATextNamesOnlyWhatItsFaultCarries(t *testing.T) {
	carried := readSource(t).args
	for code, text := range i18n.Texts {
		given, known := carried[code]
		if !known {
			continue // made through a variable: its own tests see to it
		}
		for _, words := range []string{text.FR, text.EN} {
			for _, name := range argument.FindAllStringSubmatch(words, -1) {
				if !given[name[1]] {
					t.Errorf("%q names {%s}, which no fault carries", code, name[1])
				}
			}
		}
	}
}

func TestAFaultWithoutItsArgumentsReadsWell(t *testing.T) {
	for code := range i18n.Texts {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			said := i18n.Explain(fault.New(fault.Invalid, code), l)
			if strings.ContainsAny(said, "{}") || strings.Contains(said, "«  »") || strings.Contains(said, `""`) && !strings.Contains(i18n.Texts[code].In(l), `""`) {
				t.Errorf("%s: %s", code, said)
			}
		}
	}
}

// Every refusal of a command says what to do next: its last sentence, or what
// follows a colon, is an instruction. Here only that there is one is checked.
func TestARefusalEndsAsASentence(t *testing.T) {
	for code, text := range i18n.Texts {
		if strings.HasPrefix(code, "import.") || strings.HasPrefix(code, "verification.") {
			continue // these stand in the cells of tables
		}
		for _, words := range []string{text.FR, text.EN} {
			if !strings.HasSuffix(words, ".") {
				t.Errorf("%s: %q", code, words)
			}
		}
	}
}
