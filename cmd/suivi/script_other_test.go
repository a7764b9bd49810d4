//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func canMount() bool { return false }

func storyMount(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("no mount here") }

func storyRemount(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("no mount here") }
