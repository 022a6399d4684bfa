# SPDX-License-Identifier: Apache-2.0

.PHONY: demo test bench fuzz interop tables lint format setup clean

SWIFT_FILES = Package.swift Sources Tests Fuzz/Driver Bench/Driver
DEMO = .build/demo
SHARED = $(wildcard ../shared/data)

# The whole story on shipped lists: two rooms, a run between them, a report to open.
demo: setup
	swift build -c release --product lacuna
	@rm -rf .build/demo
	.build/release/lacuna demo "$(DEMO)"
	@echo && echo "Open a report:" && find "$(abspath $(DEMO))" -name report.html | sort

# Every test, optimised: unoptimised C makes the long ones crawl.
test:
	@.ci/setup tests
	swift test -c release --disable-testable-imports $(if $(SHARED),,--skip SharedDataTests)
	@$(if $(SHARED),,echo "Not run: the suite SharedDataTests, for ../shared/data is absent.")

# What reading a list costs, step by step, and a whole exchange beside the field's tools, as ratios; Bench/README.md. Shorter:
# make bench BENCH_COPIES=1 BENCH_SIZES=10000
bench: setup
	@Bench/run
	@Bench/exchange

# Every decoder of foreign bytes under libFuzzer; Fuzz/README.md. A long run: make fuzz FUZZ_RUNS=10000000
fuzz: setup
	@Fuzz/run

# The tool against the implementation in Protocols/reference, in both roles, by files alone. CASES: see its README.
CASES = one-key fallback union either number sums hostile
interop: setup
	swift build -c release --product lacuna
	python3 -m venv .build/interop
	.build/interop/bin/pip install --quiet --disable-pip-version-check -r Protocols/reference/requirements.txt
	cd Protocols/reference && ../../.build/interop/bin/python -m lacuna_reference.vectors ../vectors
	cd Protocols/reference && ../../.build/interop/bin/python interop ../../.build/release/lacuna $(CASES)

# The table of expected errors in the documents, from the exact laws of the noise.
tables: setup
	swift build -c release --product lacuna
	.ci/write-tables

lint: setup
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: setup
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

setup:
	@.ci/setup

clean:
	swift package clean
	rm -rf .build/demo
