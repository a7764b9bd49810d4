package main

import (
	"os"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// canMount reports whether a file system can be mounted here: permissions stop
// no test that runs as root, a file system does.
func canMount() bool {
	dir, err := os.MkdirTemp("", "suivi-mount-*")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=65536") != nil {
		return false
	}
	return syscall.Unmount(dir, 0) == nil
}

// storyMount (mount FOLDER SIZE) mounts a file system of that size in memory.
func storyMount(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o750))
	ts.Check(syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]))
	ts.Defer(func() { _ = syscall.Unmount(dir, 0) })
}

// storyRemount (remount FOLDER) makes a mounted file system read-only.
func storyRemount(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mount("", ts.MkAbs(args[0]), "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
}
