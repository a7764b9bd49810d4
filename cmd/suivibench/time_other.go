//go:build !linux

package main

import "time"

var start = time.Now()

// processorTime is told by the clock where a system has no better.
func processorTime() time.Duration { return time.Since(start) }
