package domain_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "suivi/"

// policy says who may import whom, the longest matching prefix first. A
// package may import what its rule allows, by prefix; "std" stands for the
// standard library less what the rule forbids.
var policy = []struct {
	of     string
	may    []string
	not    []string
	noTime bool // time.Now is not its to call
}{
	{of: "domain/event", may: []string{"std", ulid, jsonCodec, "suivi/domain"}, not: outside, noTime: true},
	{of: "domain", may: []string{"std", ulid, "suivi/domain"}, not: outside, noTime: true},
	{of: "projections", may: []string{"std", ulid, "suivi/domain", "suivi/projections"}, not: outside, noTime: true},
	{of: "adapters", may: []string{"std", thirdParty, "suivi/domain", "suivi/projections", "suivi/adapters/i18n", "suivi/adapters/desk"}},
	{of: "cmd", may: []string{"std", thirdParty, "suivi/"}},
}

const (
	ulid       = "github.com/oklog/ulid/v2"
	jsonCodec  = "github.com/go-json-experiment/json"
	thirdParty = "third party"
)

// outside is what the pure rooms must not reach: the network, the machine, a
// database, chance.
var outside = []string{"net", "os", "database/sql", "crypto/rand", "math/rand", "io/ioutil", "syscall", "os/exec"}

func TestWhoMayImportWhom(t *testing.T) {
	for _, file := range goFiles(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.ToSlash(filepath.Dir(file))
		for _, rule := range policy {
			if dir != rule.of && !strings.HasPrefix(dir, rule.of+"/") {
				continue
			}
			for _, i := range parsed.Imports {
				path, _ := strconv.Unquote(i.Path.Value)
				if !allowed(dir, path, rule.may, rule.not) {
					t.Errorf("%s may not import %s", file, path)
				}
			}
			if rule.noTime && callsTimeNow(parsed) {
				t.Errorf("%s calls time.Now: the time comes with the command or the query", file)
			}
			break
		}
	}
}

// allowed applies one rule; an adapter may besides import the folder it lies
// in, never another adapter.
func allowed(dir, path string, may, not []string) bool {
	for _, n := range not {
		if path == n || strings.HasPrefix(path, n+"/") {
			return false
		}
	}
	ours := strings.HasPrefix(path, module)
	if ours && strings.HasPrefix(dir, "adapters/") && strings.HasPrefix(module+dir+"/", path+"/") {
		return true
	}
	for _, m := range may {
		switch {
		case m == "std" && !ours && !strings.Contains(strings.Split(path, "/")[0], "."):
			return true
		case m == thirdParty && !ours && strings.Contains(strings.Split(path, "/")[0], "."):
			return true
		case path == m || strings.HasPrefix(path, strings.TrimSuffix(m, "/")+"/"):
			return true
		}
	}
	return false
}

func callsTimeNow(f *ast.File) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if s, is := n.(*ast.SelectorExpr); is {
			if x, named := s.X.(*ast.Ident); named && x.Name == "time" && s.Sel.Name == "Now" {
				found = true
			}
		}
		return !found
	})
	return found
}

// goFiles lists the module's Go files but tests and test helpers, from its
// root.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel("..", path)
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" || strings.HasSuffix(d.Name(), "test") || d.Name() == "scenario" {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			files = append(files, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEveryRoomHasARule(t *testing.T) {
	for _, file := range goFiles(t) {
		room := strings.Split(filepath.ToSlash(file), "/")[0]
		if room != "domain" && room != "projections" && room != "adapters" && room != "cmd" && room != "deploy" {
			t.Errorf("%s lies outside the rooms that the policy knows", file)
		}
	}
}
