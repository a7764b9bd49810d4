# Everything that a newcomer or the continuous integration types.
GO      ?= go
BIN     := bin/suivi
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

export CGO_ENABLED ?= 0

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/suivi, one binary without C
	$(GO) build -trimpath -ldflags '-s -w -X main.release=$(VERSION)' -o $(BIN) ./cmd/suivi

.PHONY: run
run: build ## load the example into ./data where there is none, show what a secretariat needs, and serve it until Ctrl-C
	@$(BIN) example --data ./data --serve

.PHONY: test
test: ## every test, with the programs that some need where they can be installed
	@$(MAKE) --no-print-directory tools || echo "not all of these could be installed: $(TOOLS). The tests that need one that is missing are skipped, and say so under go test -v."
	$(GO) test -timeout 10m ./...

.PHONY: race
race: ## every test under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -timeout 30m ./...

.PHONY: soak-http
soak-http: ## a minute, on each store, of polls, a stream and records at once; SOAK=1h for longer
	$(GO) test -count=1 -v -timeout 24h -run '^TestAPollerAReaderAndARecorder$$' ./adapters/httpapi -soak $(or $(SOAK),1m)

.PHONY: soak-cluster
soak-cluster: ## two nodes under load lose their store for a minute, and find it again; SOAK=1h for longer
	$(GO) test -count=1 -v -timeout 24h -run '^TestTheStoreIsLostInTheMiddleOfALoad$$' ./cmd/suivi -outage $(or $(SOAK),1m)

.PHONY: test-eventstoredb
test-eventstoredb: ## the promises of the event log on a real server; EVENTSTOREDB=esdb://…
	@test -n "$(EVENTSTOREDB)" || { echo "say where the server is: make test-eventstoredb EVENTSTOREDB='esdb://admin:changeit@localhost:2113?tlsCaFile=ca.crt'"; exit 2; }
	$(GO) test -c -o bin/eventstoredb.test ./adapters/eventlog/eventstoredb/servertest
	@EVENTSTOREDB='$(EVENTSTOREDB)' bin/eventstoredb.test -test.timeout 30m

# What the tests of deploy/cluster have read its files: promtool, haproxy, the
# schema of compose files, openssl; and what those of adapters/web see pages in.
TOOLS := prometheus haproxy docker-compose openssl chromium poppler-utils

.PHONY: tools
tools: ## install from Debian, as root, the programs that check deploy/cluster and pages; without them those tests are skipped
	@dpkg -s $(TOOLS) >/dev/null 2>&1 || { echo "installing $(TOOLS)"; apt-get -qq update && apt-get -qq install -y --no-install-recommends $(TOOLS); }

.PHONY: lint
lint: ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not formatted:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

.PHONY: bench
bench: ## measure, as ratios within one run; BENCH=full adds 1,000,000 recommendations
	$(GO) run ./cmd/suivibench $(if $(filter full,$(BENCH)),-full)

.PHONY: bench-http
bench-http: ## measure what the service answers beside a bare net/http handler (needs wrk); BENCH=full adds 1,000,000
	$(GO) run ./cmd/suivibench -http $(if $(filter full,$(BENCH)),-full)

.PHONY: bench-pages
bench-pages: ## measure time and weight of each page, of today and of the past, at 1,000 and at 100,000 recommendations; fails where one grows
	$(GO) run ./cmd/suivibench -pages

.PHONY: clean
clean: ## remove what was built; ./data stays
	rm -rf bin bench-data
