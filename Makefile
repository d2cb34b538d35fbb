# Sallyport: what one can do here. The scripts behind the targets are in appliance-src/build/.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help test fmt clean

SRC     := appliance-src
REQUIRE := $(SRC)/build/require
MAVEN   := $(SRC)/build/maven

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: ## build everything and run every check and test
	@$(REQUIRE) test
	@$(SRC)/build/test

fmt: ## format the Java sources
	@$(REQUIRE) build
	@$(MAVEN) -q spotless:apply

clean: ## remove what was built; the state directory stays
	@find $(SRC) -name node_modules -prune -o -type d -name target -prune -exec rm -rf {} +
