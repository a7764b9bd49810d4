package main

import (
	"syscall"
	"time"
)

// processorTime is what this process has taken of all processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // which fails for no process of one's own
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
