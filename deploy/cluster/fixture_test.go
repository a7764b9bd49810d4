// Package cluster_test holds the files of this folder to what the service and
// the programs that read them say.
package cluster_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v3"
)

// program finds one that checks files. Without it the test is skipped, but not
// under continuous integration.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, err)
	}
	return path
}

func missing(t *testing.T, err error) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%v: run \"make tools\"", err)
	}
	t.Skipf("nothing checked: %v; \"make tools\" installs it", err)
}

// run runs a program, which must succeed, and gives what it says.
func run(t *testing.T, path string, args ...string) string {
	t.Helper()
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", filepath.Base(path), args, err, out)
	}
	return string(out)
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// readYAML reads a file into to; a field that to does not have is left.
func readYAML(t *testing.T, path string, to any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(read(t, path)), to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// alert is one rule.
type alert struct {
	Name        string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations"`
}

func alerts(t *testing.T) []alert {
	var file struct {
		Groups []struct{ Rules []alert }
	}
	readYAML(t, "prometheus/rules.yml", &file)
	var all []alert
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	if len(all) == 0 {
		t.Fatal("no rules")
	}
	return all
}

// panel is one of the dashboard, row or graph.
type panel struct {
	Type, Title string
	Datasource  struct{ UID string }
	Targets     []struct {
		Expr       string
		Datasource struct{ UID string }
	}
}

type variable struct{ Name, Type, Query string }

// dashboard reads ours; a variable that is a question has it in Query.
func dashboard(t *testing.T) (panels []panel, variables []variable, marks []string) {
	var file struct {
		Panels     []panel
		Templating struct {
			List []struct {
				Name, Type string
				Query      json.RawMessage
			}
		}
		Annotations struct{ List []struct{ Expr string } }
	}
	if err := json.Unmarshal([]byte(read(t, "grafana/dashboards/suivi.json")), &file); err != nil {
		t.Fatal(err)
	}
	for _, v := range file.Templating.List {
		var query struct{ Query string }
		if json.Unmarshal(v.Query, &query.Query) != nil {
			_ = json.Unmarshal(v.Query, &query)
		}
		variables = append(variables, variable{v.Name, v.Type, query.Query})
	}
	for _, m := range file.Annotations.List {
		marks = append(marks, m.Expr)
	}
	if len(file.Panels) == 0 || len(variables) == 0 || len(marks) == 0 {
		t.Fatal("an empty dashboard")
	}
	return file.Panels, variables, marks
}
