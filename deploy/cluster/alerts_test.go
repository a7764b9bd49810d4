package cluster_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestTheRulesAreRulesAndFireWhenTheyShould(t *testing.T) {
	promtool := program(t, "promtool")
	run(t, promtool, "check", "rules", "prometheus/rules.yml")
	run(t, promtool, "test", "rules", "prometheus/rules_test.yml", "prometheus/rules_days_test.yml")
}

// TestWhatTheDashboardAsksIsPromQL has promtool read the expressions of the
// panels as the expressions of rules.
func TestWhatTheDashboardAsksIsPromQL(t *testing.T) {
	promtool := program(t, "promtool")
	type rule struct{ Record, Expr string }
	var rules []rule
	fill := strings.NewReplacer("$__rate_interval", "1m", "$noeud", ".*", "$cadre", ".*")
	panels, _, marks := dashboard(t)
	for _, p := range panels {
		for _, target := range p.Targets {
			rules = append(rules, rule{"panel", fill.Replace(target.Expr)})
		}
	}
	for _, expr := range marks {
		rules = append(rules, rule{"mark", expr})
	}
	b, err := yaml.Marshal(map[string]any{"groups": []any{map[string]any{"name": "dashboard", "rules": rules}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rules.yml")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, promtool, "check", "rules", "--lint=none", path)
}

func TestPrometheusTakesItsConfiguration(t *testing.T) {
	promtool := program(t, "promtool")
	dir := t.TempDir()
	for name, text := range map[string]string{
		"prometheus.yml": strings.ReplaceAll(read(t, "prometheus/prometheus.yml"), "/run/secrets", dir),
		"rules.yml":      read(t, "prometheus/rules.yml"), "esdb_ops": "x\n", "ca": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(t, promtool, "check", "config", filepath.Join(dir, "prometheus.yml"))
}

// TestEachAlertIsTriedBothWays: the cases have a moment at which it fires, and
// one at which it does not.
func TestEachAlertIsTriedBothWays(t *testing.T) {
	fires, rests := map[string]bool{}, map[string]bool{}
	for _, path := range []string{"prometheus/rules_test.yml", "prometheus/rules_days_test.yml"} {
		var file struct {
			Tests []struct {
				Cases []struct {
					Name  string `yaml:"alertname"`
					Fires []any  `yaml:"exp_alerts"`
				} `yaml:"alert_rule_test"`
			}
		}
		readYAML(t, path, &file)
		for _, test := range file.Tests {
			for _, c := range test.Cases {
				fires[c.Name] = fires[c.Name] || len(c.Fires) > 0
				rests[c.Name] = rests[c.Name] || len(c.Fires) == 0
			}
		}
	}
	for _, a := range alerts(t) {
		if !fires[a.Name] || !rests[a.Name] {
			t.Errorf("%s: fires in a case: %v; rests in a case: %v", a.Name, fires[a.Name], rests[a.Name])
		}
	}
}

func TestEachAlertSaysWhatItIsAndThePagesWhatToDo(t *testing.T) {
	pages := map[string]string{"README.md": read(t, "README.md"), "README.en.md": read(t, "README.en.md")}
	known := map[string]bool{}
	for _, a := range alerts(t) {
		known[a.Name] = true
		if a.Annotations["summary"] == "" || a.Annotations["summary_en"] == "" {
			t.Errorf("%s lacks words in French or in English", a.Name)
		}
		if s := a.Labels["severity"]; s != "warning" && s != "critical" {
			t.Errorf("%s is %q", a.Name, s)
		}
		for name, page := range pages {
			if !strings.Contains(page, "\n### "+a.Name+"\n") {
				t.Errorf("%s does not say what to do at %s", name, a.Name)
			}
		}
	}
	for name, page := range pages {
		for line := range strings.Lines(page) {
			if title, is := strings.CutPrefix(line, "### "); is && !known[strings.TrimSpace(title)] {
				t.Errorf("%s says what to do at %q, which is no alert", name, title)
			}
		}
	}
}
