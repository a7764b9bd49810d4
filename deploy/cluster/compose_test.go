package cluster_test

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

type compose struct {
	Services map[string]service
	Networks map[string]struct{ Internal bool }
	Volumes  map[string]any
	Secrets  map[string]struct{ File string }
}

type service struct {
	Image       string
	Command     any
	Environment map[string]string
	Volumes     []string
	Networks    []string
	Secrets     []string
	Tmpfs       []string
	ReadOnly    bool   `yaml:"read_only"`
	EnvFile     string `yaml:"env_file"`
	Grace       string `yaml:"stop_grace_period"`
	Build       struct{ Context, Dockerfile string }
}

func composed(t *testing.T) compose {
	var c compose
	readYAML(t, "compose.yaml", &c)
	return c
}

// TestTheComposeFileFitsItsSpecification asks the schema that Debian's
// docker-compose carries.
func TestTheComposeFileFitsItsSpecification(t *testing.T) {
	const path = "/usr/lib/python3/dist-packages/compose/config/compose_spec.json"
	if _, err := os.Stat(path); err != nil {
		missing(t, err)
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file any
	readYAML(t, "compose.yaml", &file)
	if err := schema.Validate(file); err != nil {
		t.Error(err)
	}
}

var exactTag = regexp.MustCompile(`:(\$\{\w+:-)?(v?\d+\.\d+\.\d+[\w.-]*|local)\}?$`)

func TestEveryImageIsAnExactOne(t *testing.T) {
	for name, s := range composed(t).Services {
		if !exactTag.MatchString(s.Image) {
			t.Errorf("%s runs %q", name, s.Image)
		}
	}
}

// TestWhatTheServicesMountIsThere: in the repository, or made by prepare.sh.
func TestWhatTheServicesMountIsThere(t *testing.T) {
	dir := prepared(t)
	c := composed(t)
	exists := func(who, path string) {
		from := strings.TrimPrefix(path, "./")
		if strings.HasPrefix(from, "secrets/") {
			from = dir + "/" + from
		}
		if _, err := os.Stat(from); err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	for name, s := range c.Services {
		for _, v := range s.Volumes {
			from, _, _ := strings.Cut(v, ":")
			if _, named := c.Volumes[from]; !named {
				exists(name, from)
			}
		}
		for _, secret := range s.Secrets {
			if c.Secrets[secret].File == "" {
				t.Errorf("%s reads secret %q, which is not told", name, secret)
			}
		}
		for _, network := range s.Networks {
			if _, is := c.Networks[network]; !is {
				t.Errorf("%s is on network %q, which is not told", name, network)
			}
		}
		if s.EnvFile != "" {
			exists(name, s.EnvFile)
		}
		if s.Build.Context != "" {
			exists(name, s.Build.Context+"/"+s.Build.Dockerfile)
		}
	}
	for name, s := range c.Secrets {
		exists(name, s.File)
	}
}

// TestSuiviTakesItsSettings: an unknown key, or a value that it cannot read,
// would stop it. What a file holds is the container's.
func TestSuiviTakesItsSettings(t *testing.T) {
	command := exec.Command(program(t, "go"), "run", "-buildvcs=false", "../../cmd/suivi", "config")
	command.Env = os.Environ()
	unset := regexp.MustCompile(`^\$\{\w+:-(.*)\}$`)
	for key, value := range composed(t).Services["suivi-1"].Environment {
		if !strings.HasSuffix(key, "_FILE") {
			command.Env = append(command.Env, key+"="+unset.ReplaceAllString(value, "$1"))
		}
	}
	if out, err := command.CombinedOutput(); err != nil || !strings.Contains(string(out), "0.0.0.0:8081") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestEventStoreDBIsReachedByThoseWhoNeedIt, and its nodes keep their names:
// the certificates hold them.
func TestEventStoreDBIsReachedByThoseWhoNeedIt(t *testing.T) {
	c := composed(t)
	if !c.Networks["magasin"].Internal {
		t.Error("the network of EventStoreDB leads outside")
	}
	var there []string
	for name, s := range c.Services {
		if slices.Contains(s.Networks, "magasin") {
			there = append(there, name)
		}
		if strings.HasPrefix(name, "esdb-") && (s.Environment["EVENTSTORE_NODE_HOST_ADVERTISE_AS"] != name || s.Environment["EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS"] != name) {
			t.Errorf("%s goes by another name", name)
		}
		if seeds := s.Environment["EVENTSTORE_GOSSIP_SEED"]; strings.HasPrefix(name, "esdb-") && (strings.Contains(seeds, name) || strings.Count(seeds, ":2113") != 2) {
			t.Errorf("%s looks for %s", name, seeds)
		}
		if _, insecure := s.Environment["EVENTSTORE_INSECURE"]; insecure {
			t.Errorf("%s serves without TLS", name)
		}
	}
	slices.Sort(there)
	if want := []string{"esdb-1", "esdb-2", "esdb-3", "prometheus", "suivi-1", "suivi-2"}; !slices.Equal(there, want) {
		t.Errorf("reach EventStoreDB: %v", there)
	}
}

// TestTheScrapedAndTheProxiedAreTheServices: a node that is added to one file
// and not to the others would go unseen.
func TestTheScrapedAndTheProxiedAreTheServices(t *testing.T) {
	c := composed(t)
	var scraped struct {
		Jobs []struct {
			Name   string                       `yaml:"job_name"`
			Static []struct{ Targets []string } `yaml:"static_configs"`
		} `yaml:"scrape_configs"`
	}
	readYAML(t, "prometheus/prometheus.yml", &scraped)
	var asked []string
	for _, j := range scraped.Jobs {
		for _, s := range j.Static {
			for _, target := range s.Targets {
				name, port, _ := strings.Cut(target, ":")
				if want := map[string]string{"suivi": "8081", "esdb": "2113"}[j.Name]; port != want || !strings.HasPrefix(name, j.Name+"-") {
					t.Errorf("%s scrapes %s", j.Name, target)
				}
				asked = append(asked, name)
			}
		}
	}
	var nodes []string
	for name := range c.Services {
		if strings.HasPrefix(name, "suivi-") || strings.HasPrefix(name, "esdb-") {
			nodes = append(nodes, name)
		}
		if n, is := strings.CutPrefix(name, "suivi-"); is && c.Services["haproxy"].Environment["SUIVI_NODE_"+n] != name+":8080" {
			t.Errorf("the proxy does not know %s", name)
		}
	}
	slices.Sort(nodes)
	slices.Sort(asked)
	if !slices.Equal(nodes, asked) {
		t.Errorf("scraped: %v; running: %v", asked, nodes)
	}
}
