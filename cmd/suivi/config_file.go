package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"suivi/domain/fault"
)

// configSource reads the file of settings that --config or SUIVI_CONFIG names;
// where neither does, it holds nothing.
func (a *app) configSource(c *cobra.Command, environment lookup) (lookup, error) {
	path, place := a.configFile, "--config"
	if !c.Flags().Changed("config") {
		g, _ := environment(configKey)
		path, place = g.text, g.place
		if path == "" {
			return func(string) (given, bool) { return given{}, false }, nil
		}
	}
	text, err := readSmall(path)
	if err != nil {
		return nil, at(err, place)
	}
	held, err := parseConfig(path, string(text))
	return func(key string) (given, bool) { g, set := held[key]; return g, set }, err
}

// parseConfig reads lines KEY=VALUE, as systemd reads them out of an
// EnvironmentFile: "#" and ";" begin a comment line, and one pair of quotes
// around a value is not part of it. Keys that are not ours are left to others.
func parseConfig(path, text string) (map[string]given, error) {
	held := map[string]given{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		n++
		place := path + ":" + strconv.Itoa(n)
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		key, value, is := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		value, closed := unquoted(strings.TrimSpace(value))
		if !is || key == "" || !closed {
			return nil, fault.New(fault.Invalid, "configuration.ligne").At(place)
		}
		if !strings.HasPrefix(key, keyPrefix) {
			continue
		}
		if err := checkKey(key); err != nil {
			return nil, at(err, place)
		}
		if before, twice := held[key]; twice {
			return nil, fault.New(fault.Invalid, "configuration.deux_fois", "cle", key, "ailleurs", before.place).At(place)
		}
		held[key] = given{value, "fichier", place}
	}
	return held, nil
}

// unquoted takes the quotes off a value, and reports whether those that it
// opens are closed.
func unquoted(v string) (string, bool) {
	if v == "" || v[0] != '"' && v[0] != '\'' {
		return v, true
	}
	inside, closed := strings.CutSuffix(v[1:], v[:1])
	return inside, closed
}

// maxConfig is the largest file that settings are read from, in bytes.
const maxConfig = 1 << 20

// readSmall reads a file of at most maxConfig bytes.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "fichier.absent", "fichier", path)
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "fichier.illisible", "fichier", path).Because(err)
	}
	defer f.Close()
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(f, maxConfig+1)); err != nil || n > maxConfig {
		return nil, fault.New(fault.Invalid, "fichier.illisible", "fichier", path).Because(err)
	}
	return text.Bytes(), nil
}
