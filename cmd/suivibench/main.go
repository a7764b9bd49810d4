// Command suivibench measures the ledger against raw files and against itself,
// as ratios within one run: the machine it runs on is shared and noisy. It is
// no part of the product.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"
)

func main() {
	profile := flag.String("cpuprofile", "", "file in which where the time went is noted")
	full := flag.Bool("full", false, "measure 1,000,000 recommendations as well")
	dir := flag.String("dir", "bench-data", "folder in which the ledgers that are measured are made, and removed again")
	rounds := flag.Int("rounds", 5, "interleaved rounds of the append measures")
	overHTTP := flag.Bool("http", false, "measure what the service answers over HTTP, with wrk, and nothing else")
	ofPages := flag.Bool("pages", false, "measure the pages of the web application, and nothing else")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err == nil {
			err = pprof.StartCPUProfile(f)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "suivibench:", err)
			os.Exit(1)
		}
		defer pprof.StopCPUProfile()
	}
	if err := measure(context.Background(), *dir, *full, *overHTTP, *ofPages, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "suivibench:", err)
		os.Exit(1)
	}
}

// measure removes nothing but what it made: within may be anybody's folder.
func measure(ctx context.Context, within string, full, overHTTP, ofPages bool, rounds int) error {
	if err := os.MkdirAll(within, 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(within, "suivibench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Printf("%s, %d CPU. ", runtime.Version(), runtime.NumCPU())
	if ofPages {
		return pages(ctx, dir)
	}
	fmt.Printf("Each figure is a median; read the ratios, not the absolutes.\n\n")
	if overHTTP {
		sizes := []int{10_000}
		if full {
			sizes = append(sizes, 1_000_000)
		}
		return httpLoads(ctx, dir, sizes, rounds)
	}
	if err := appends(ctx, dir, rounds); err != nil {
		return err
	}
	sizes := []int{10_000, 100_000}
	if full {
		sizes = append(sizes, 1_000_000)
	}
	return ledgers(ctx, dir, sizes)
}

// median of figures that are better the larger, or the smaller, alike.
func median[N int | float64 | time.Duration](all []N) N {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

// row prints one line of a table of measures.
func row(what string, value string, ratio string, aim string) {
	fmt.Printf("%-58s %16s  %-22s %s\n", what, value, ratio, aim)
}

func heading(title string) {
	fmt.Printf("\n%s\n", title)
	row("", "median", "ratio", "aim")
}
