# Sallyport: what one can do here. The scripts behind the targets are in appliance-src/build/.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help run demo test fmt bench console packages images upg bin image-test clean

# make run SETTINGS=file.yaml STATE=directory; make bench STAGE="media relay"; make image-test STAGE="matrix upgrade"
SETTINGS ?=
STATE    ?= $(CURDIR)/appliance-src/.state
STAGE    ?=
# make images BASE=debian|centos OUTPUTS=iso,ova,vhdx CENTOS_ISO=path CENTOS_SHA256=sum
BASE     ?= debian
OUTPUTS  ?= iso,ova,vhdx
export CENTOS_ISO CENTOS_SHA256 REFRESH
# make upg KIND=application RELEASE=1 UPGRADE_KEY=file UPGRADE_CERTIFICATES=file UPGRADE_AUTHORITIES=file, or a token by UPGRADE_PKCS11
export KIND RELEASE UPGRADE_KEY UPGRADE_CERTIFICATES UPGRADE_AUTHORITIES UPGRADE_PKCS11 UPGRADE_PIN_FILE UPGRADE_ALIAS

SRC     := appliance-src
REQUIRE := $(SRC)/build/require
MAVEN   := $(SRC)/build/maven
BUILT   := $(SRC)/target/built
PACKABLE := $(SRC)/target/packable

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z -]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## start PostgreSQL, director and manager here; SETTINGS=file.yaml STATE=directory
	@$(REQUIRE) run
	@$(MAKE) -s --no-print-directory $(BUILT)
	@$(SRC)/build/run "$(STATE)" "$(SETTINGS)"

demo: ## with make run up: a video call through it between two SIP programs, for a minute
	@$(REQUIRE) demo
	@$(SRC)/build/demo

test: ## build everything and run every check and test
	@$(REQUIRE) test
	@$(SRC)/build/test

fmt: ## format the Java sources
	@$(REQUIRE) build
	@$(MAVEN) -q spotless:apply

bench: ## measure all, or STAGE="idle setup rate media sockets relay capacity latency kernel turn h323"
	@$(REQUIRE) bench
	@$(MAKE) -s --no-print-directory $(BUILT)
	@$(SRC)/build/bench $(STAGE)

console: ## development server of the web console, on top of make run
	@$(REQUIRE) build
	@cd $(SRC)/management/console && npm ci --no-audit --no-fund && npm run dev

packages: ## the product as deb and RPM, in image/.cache/packages
	@$(REQUIRE) packages
	@$(MAKE) -s --no-print-directory $(PACKABLE)
	@image/packages/build

images: ## what is deployed, as root: BASE=debian|centos OUTPUTS=iso,ova,vhdx; see image/README.md
	@image/stages/require-$(BASE)
	@$(REQUIRE) images
	@$(MAKE) -s --no-print-directory $(PACKABLE)
	@image/build "$(BASE)" "$(OUTPUTS)"

upg bin: ## an upgrade package, plain or after a script that proves it; KIND=application for the services alone
	@$(MAKE) -s --no-print-directory images OUTPUTS=$@

image-test: ## start what make images made in every kind of machine, as root, up to an hour; STAGE=upgrade upgrades one
	@$(REQUIRE) images
	@image/boot-tests/run $(STAGE)

clean: ## remove what was built; the state directory stays
	@find $(SRC) -name node_modules -prune -o -type d -name target -prune -exec rm -rf {} +

# Maven runs only when a source is newer than the last build; a folder is newer when a file left it.
SOURCES = $(shell find $(SRC) \( -name target -o -name node_modules -o -name dist -o -name .state -o -name docs \) -prune \
	-o \( -path '*/src/*' -o -name pom.xml -o -path '*/.mvn/*' -o -path '*/management/console/*' -type f \) -print)

$(BUILT): $(SOURCES)
	@echo "Building; the first time this also downloads the libraries."
	@$(MAVEN) -q package -DskipTests -Dmaven.test.skip=true
	@mkdir -p $(@D) && touch $@

# With licences and bills of materials, which a build for this machine does without.
$(PACKABLE): $(SOURCES)
	@echo "Building what is packed"
	@$(MAVEN) -q verify -Dmaven.test.skip=true -pl apps/director,apps/manager,apps/hostd,apps/tty,management/cli,imaging -am
	@mkdir -p $(@D) && touch $@
