# SPDX-License-Identifier: Apache-2.0

.PHONY: demo test tables lint format setup clean

SWIFT_FILES = Package.swift Sources Tests
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
