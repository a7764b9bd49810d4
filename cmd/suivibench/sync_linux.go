package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// sync1 makes the bytes durable as SQLite does, without the file's times.
func sync1(f *os.File) error { return unix.Fdatasync(int(f.Fd())) }
