package main

import (
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"suivi/adapters/eventlog/sqlite"
)

// release is the version of a released binary, set when it is linked:
// -ldflags "-X main.release=1.0.0".
var release string

// build is what this binary is.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitzero"`
	Go       string `json:"go"`
	Platform string `json:"plateforme"`
	Format   int    `json:"format_du_registre"`
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short: a.t("la version de Suivi, de Go, et du format du registre", "the version of Suivi, of Go, and of the ledger's format"),
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			if a.json {
				return a.printJSON(b)
			}
			line := "suivi " + b.Version
			if b.Revision != "" {
				line += " (" + b.Revision + ")"
			}
			a.say(line + ", " + b.Go + ", " + b.Platform + a.t(", registre au format ", ", ledger format ") + strconv.Itoa(b.Format))
			return nil
		},
	}
}

func thisBuild() build {
	b := build{Version: release, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Format: sqlite.Format()}
	info, known := debug.ReadBuildInfo()
	if !known {
		return b
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			b.Revision = s.Value[:min(12, len(s.Value))]
		}
	}
	if b.Version == "" {
		b.Version = info.Main.Version
	}
	return b
}
