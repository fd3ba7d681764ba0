# Hallway's commands; `make` alone lists them. The rules of this file:
# - missing tools are installed, in exactly the version given here, in Cargo.lock or in rust-toolchain.toml;
# - nothing is rebuilt if nothing changed;
# - there are never two builds at once: cargo uses every core anyway, and would wait for its own lock.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

# --- Settings, like `make serve PORT=9000` -----------------------------------------------------------------------

# The conference that is built into the guide.
CONFERENCE ?= src/data/conference.json
# The address of `make serve`. HOST=0.0.0.0 lets other devices in your network see the guide.
HOST ?= 127.0.0.1
PORT ?= 8080
# The browser engine that `make stories` runs the stories in: chromium, firefox or webkit.
ENGINE ?= chromium
# The tools are installed outside the clone, so that other clones can use them too.
HALLWAY_TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/hallway

ifeq ($(wildcard $(CONFERENCE)),)
$(error There is no file $(CONFERENCE))
endif
# For Trunk's hook.
export HALLWAY_CONFERENCE := $(abspath $(CONFERENCE))

# --- Versions ----------------------------------------------------------------------------------------------------

TRUNK_VERSION := 0.22.1
# wasm-opt, in the version given in Trunk.toml.
BINARYEN_VERSION := 132.0.0
LIGHTHOUSE_VERSION := 13.5.0
CARGO_DENY_VERSION := 0.20.2
GECKODRIVER_VERSION := 0.37.1
PRETALX_VERSION := 2025.2.2
# wasm-bindgen's command line tool and library must have the same version.
WASM_BINDGEN_VERSION := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

TRUNK := $(HALLWAY_TOOLS)/trunk-$(TRUNK_VERSION)/bin/trunk
WASM_BINDGEN := $(HALLWAY_TOOLS)/wasm-bindgen-$(WASM_BINDGEN_VERSION)/bin/wasm-bindgen
WASM_OPT := $(HALLWAY_TOOLS)/binaryen-$(BINARYEN_VERSION)/node_modules/.bin/wasm-opt
LIGHTHOUSE := $(HALLWAY_TOOLS)/lighthouse-$(LIGHTHOUSE_VERSION)/node_modules/.bin/lighthouse
CARGO_DENY := $(HALLWAY_TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)/bin/cargo-deny
PRETALX_WIDGET := $(HALLWAY_TOOLS)/pretalx-$(PRETALX_VERSION)/pretalx/static/agenda/js/pretalx-schedule.min.js
GECKODRIVER := $(HALLWAY_TOOLS)/geckodriver-$(GECKODRIVER_VERSION)/bin/geckodriver

BUILDERS := toolchain $(TRUNK) $(WASM_BINDGEN) $(WASM_OPT)

# First on the PATH, so that Trunk finds them and downloads nothing. Debian keeps nginx in /usr/sbin.
TOOLS_PATH := $(patsubst %/,%,$(dir $(TRUNK))):$(patsubst %/,%,$(dir $(WASM_BINDGEN))):$(patsubst %/,%,$(dir $(WASM_OPT))):$(patsubst %/,%,$(dir $(GECKODRIVER)))
export PATH := $(TOOLS_PATH):$(PATH):/usr/sbin

# --- The guide ---------------------------------------------------------------------------------------------------

.PHONY: help serve build hallway dev tools test lint unit stories firefox everywhere interactions compare compare-search lighthouse audit screenshots clean toolchain system sites always absent

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r command what; do \
		printf '  %-21s%s\n' "$$command" "$$what"; done

serve: $(HALLWAY) ## build the app and serve the guide on this machine
	@$(HALLWAY) serve $(CONFERENCE) --host $(HOST) --port $(PORT)

build: target/dist.built ## only build it, into dist/

dev: $(BUILDERS) ## build quickly, serve, and build again after each change
	@$(FETCH)
	trunk serve --offline --address $(HOST) --port $(PORT) $(WATCHED)

# Trunk watches this folder and everything below it. If the conference file is elsewhere, Trunk also watches the folder
# of that file, because the photos are there. If that folder contains this one, it may be the whole home directory, so
# Trunk then watches only the conference file itself.
OURS := $(abspath $(dir $(CONFERENCE)))
WATCHED = $(if $(filter-out $(CURDIR)/%,$(OURS)/),--watch . --watch $(if $(filter $(OURS)/%,$(CURDIR)),$(CONFERENCE),$(OURS)))

# Trunk builds offline, so the libraries are fetched first. With CI=true this fails if Cargo.lock does not fit
# Cargo.toml.
FETCH = cargo fetch $(if $(CI),--locked) || $(call failed,The libraries)

# The release site's standard library is built for size too, without messages for panics, because visitors see the
# recovery screen in any case. This makes the app smaller (docs/performance.md). Cargo still calls this unstable, but
# the pinned toolchain does not change.
SMALL = RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"

# All sources of the app and of the host command; folders too, so that the removal of a file counts as a change.
SOURCES := $(shell find src style public patches) index.html Cargo.toml Cargo.lock Trunk.toml rust-toolchain.toml

# A site's first page, or a target that forces the build if there is none. Sites depend on their own first page: if it
# is newer than the stamp, another command has written it, like `trunk serve`.
first_page = $(or $(wildcard $(1)/index.html),absent)

# Notes the conference and its photos. With `+`, `make -n` and `make -q` know too whether something changed.
NOTE_CONFERENCE = +@scripts/note-conference.sh $< $@

# The kit: the app and the shell of the pages, without a conference.
target/kit.built: $(SOURCES) $(call first_page,target/kit) | $(BUILDERS)
	@echo "==> the app (some minutes the first time)"
	@$(FETCH)
	@$(SMALL) cargo fetch --target wasm32-unknown-unknown || $(call failed,The standard library's source)
	$(SMALL) HALLWAY_KIT=1 trunk build --release --offline --dist target/kit
	@rm -f target/kit/.trunk-lock
	@touch $@

# The host command with the kit inside. The release profile is that of the app, which must be small; this must be fast.
FAST = CARGO_PROFILE_RELEASE_OPT_LEVEL=3 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
HALLWAY := target/release/hallway

hallway: $(HALLWAY) ## build the command `hallway` as one file that needs no other; STATIC=1 makes it independent of the system's libraries
ifdef STATIC
	@scripts/system-packages.sh static
	rustup target add $(STATIC_TARGET)
	$(FAST) cargo build --release --features kit --bin hallway --target $(STATIC_TARGET)
	cp target/$(STATIC_TARGET)/release/hallway $(HALLWAY)
endif
	@ls -l $(HALLWAY)

STATIC_TARGET := $(shell uname -m)-unknown-linux-musl

$(HALLWAY): $(SOURCES) target/kit.built | toolchain
	@echo "==> the command hallway (some minutes the first time)"
	@$(FETCH)
	$(FAST) cargo build --release --features kit --bin hallway
	@touch $@

# A folder that belongs to this Makefile, and that an earlier version filled in another way, is made anew.
RENEWED = @[ -e $(1)/hallway.files ] || rm -rf $(1)

target/dist.built: $(HALLWAY) target/conference $(call first_page,dist)
	@echo "==> the guide, into dist/"
	$(call RENEWED,dist)
	$(HALLWAY) build $(CONFERENCE) --out dist
	@touch $@

# The conference that was built last, and its photos. The file is only rewritten if one of them changes.
target/conference: $(CONFERENCE) always
	$(NOTE_CONFERENCE)

# --- Tools -------------------------------------------------------------------------------------------------------

failed = { echo "hallway: $(1) could not be installed: see above. Check the network and the free space on the disk." >&2; exit 1; }
# Tools are compiled quickly, not optimised.
CARGO_INSTALL := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install
# Uses the tool of this name that is on the PATH, if it prints this version.
installed = found=$$(command -v $(1)) && "$$found" --version | grep -qwF "$(2)" && mkdir -p $(@D) && \
	ln -sf "$$found" $@ && echo "==> $(2) is installed already"
# Installs into a temporary folder, which gets its final name when it is complete.
npm_install = rm -rf $(1).part && npm install --no-audit --no-fund --prefix $(1).part $(2) && rm -rf $(1) && mv $(1).part $(1)

tools: $(BUILDERS) ## install the tools that build the guide, also for use without make
	@echo '==> to use them without make: export PATH="$(TOOLS_PATH):$$PATH"'

toolchain:
	@scripts/toolchain.sh

$(TRUNK): | toolchain
	@$(call installed,trunk,trunk $(TRUNK_VERSION)) || { \
		echo "==> Trunk $(TRUNK_VERSION), built from source (about 5 minutes, once)"; \
		$(CARGO_INSTALL) trunk --version $(TRUNK_VERSION) --locked --root $(HALLWAY_TOOLS)/trunk-$(TRUNK_VERSION) || $(call failed,Trunk); }

# Not --locked: its published lock file may name crates that have been withdrawn since.
$(WASM_BINDGEN): | toolchain
	@$(call installed,wasm-bindgen,wasm-bindgen $(WASM_BINDGEN_VERSION)) || { \
		echo "==> wasm-bindgen $(WASM_BINDGEN_VERSION), built from source (about 3 minutes, once)"; \
		$(CARGO_INSTALL) wasm-bindgen-cli --version $(WASM_BINDGEN_VERSION) --root $(HALLWAY_TOOLS)/wasm-bindgen-$(WASM_BINDGEN_VERSION) || $(call failed,wasm-bindgen); }

$(WASM_OPT): | toolchain
	@$(call installed,wasm-opt,wasm-opt version $(firstword $(subst ., ,$(BINARYEN_VERSION)))) || { \
		echo "==> wasm-opt $(BINARYEN_VERSION) (some seconds)"; \
		$(call npm_install,$(HALLWAY_TOOLS)/binaryen-$(BINARYEN_VERSION),binaryen@$(BINARYEN_VERSION)) || $(call failed,wasm-opt); }

$(LIGHTHOUSE):
	@echo "==> Lighthouse $(LIGHTHOUSE_VERSION)"
	@$(call npm_install,$(HALLWAY_TOOLS)/lighthouse-$(LIGHTHOUSE_VERSION),lighthouse@$(LIGHTHOUSE_VERSION)) || $(call failed,Lighthouse)

$(CARGO_DENY): | toolchain
	@echo "==> cargo-deny $(CARGO_DENY_VERSION), built from source (about 5 minutes, once)"
	@$(CARGO_INSTALL) cargo-deny --version $(CARGO_DENY_VERSION) --locked --root $(HALLWAY_TOOLS)/cargo-deny-$(CARGO_DENY_VERSION) || $(call failed,cargo-deny)

# From the package that pretalx's makers publish; nothing in it is run but the widget.
$(PRETALX_WIDGET):
	@echo "==> pretalx's schedule widget $(PRETALX_VERSION)"
	@scripts/system-packages.sh compare
	@folder=$(HALLWAY_TOOLS)/pretalx-$(PRETALX_VERSION) && rm -rf $$folder.part && \
		python3 -m pip download --quiet --no-deps --only-binary :all: --dest $$folder.part pretalx==$(PRETALX_VERSION) && \
		python3 -m zipfile -e $$folder.part/*.whl $$folder.part && rm -rf $$folder && mv $$folder.part $$folder || \
		$(call failed,The widget)

# Debian has no package of geckodriver.
$(GECKODRIVER): | toolchain
	@echo "==> geckodriver $(GECKODRIVER_VERSION), built from source (about 4 minutes, once)"
	@$(CARGO_INSTALL) geckodriver --version $(GECKODRIVER_VERSION) --locked --root $(HALLWAY_TOOLS)/geckodriver-$(GECKODRIVER_VERSION) || $(call failed,geckodriver)

# --- Tests -------------------------------------------------------------------------------------------------------

# Fast checks come first.
test: toolchain system lint unit stories firefox everywhere ## install everything that the tests need, and run all tests

system:
	@scripts/system-packages.sh

lint: toolchain ## only formatting and clippy
	@echo "==> formatting"
	cargo fmt --all --check
	@echo "==> clippy, for all combinations of features (some minutes the first time)"
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy --all-targets --features prerender -- -D warnings
	cargo clippy --all-targets --all-features -- -D warnings
	cargo clippy --lib --bin guide --features browser,injected-panics --target wasm32-unknown-unknown -- -D warnings

unit: toolchain ## only the tests without a browser
	@echo "==> the tests without a browser"
	cargo test
	@echo "==> the same tests, with the views"
	cargo test --features prerender
	@echo "==> the data of $(CONFERENCE)"
	cargo run --quiet -- check $(CONFERENCE)

# The kit for the browser stories: it is compiled quickly, not optimised for size; `injected-panics` lets a story break
# the app.
target/sites/kit.built: $(SOURCES) $(call first_page,target/sites/kit) | $(BUILDERS)
	@echo "==> the app for the stories"
	@$(FETCH)
	HALLWAY_KIT=1 trunk build --offline --cargo-profile story --features browser,injected-panics --dist target/sites/kit
	@rm -f target/sites/kit/.trunk-lock
	@touch $@

# A site for the browser stories: $(1) is its name, $(2) its conference, $(3) a number that grows from state to state of
# one conference, for the time of the build.
define story_site
target/sites/$(1).conference: $(2) always
	$$(NOTE_CONFERENCE)

target/sites/$(1).built: $(HALLWAY) target/sites/kit.built target/sites/$(1).conference $(call first_page,target/sites/$(1))
	@echo "==> the site '$(1)' for the stories"
	$$(call RENEWED,target/sites/$(1))
	SOURCE_DATE_EPOCH=170000000$(or $(3),0) $(HALLWAY) build $(2) --kit target/sites/kit --out target/sites/$(1)
	@touch $$@
sites: target/sites/$(1).built
endef
$(eval $(call story_site,everything,tests/conferences/every-field.json))
$(eval $(call story_site,everything-next,tests/conferences/every-field-next.json,1))
$(eval $(call story_site,two-thousand,target/sites/two-thousand.json))
$(eval $(call story_site,imported,target/sites/imported.json))

# Three states of a real programme, for the story about updates, if the real exports lie beside the repository.
EXPORTS := $(or $(HALLWAY_SHARED_DATA),../shared/data)/c3voc-json/36c3-everything
ifneq ($(wildcard $(EXPORTS)-2019.json),)
$(foreach at,1 2 3,$(eval $(call story_site,update-$(at),target/sites/update-$(at).json,$(at))))
# The last of these states, built with the released kit: the stories check its size budget.
target/sites/congress.built: $(HALLWAY) target/sites/update-3.json $(call first_page,target/sites/congress)
	$(HALLWAY) build target/sites/update-3.json --out target/sites/congress
	@touch $@
sites: target/sites/congress.built
IMPORT_UPDATE = cargo run --quiet -- import $(EXPORTS)-$(1).json --id congress --zone Europe/Berlin --out $@ > /dev/null
endif

target/sites/update-1.json: $(EXPORTS)-20191223.json | toolchain
	@rm -f $@
	$(call IMPORT_UPDATE,20191223)

# Copies the record of the last import too, as an organiser would keep it.
COPY_CONFERENCE = @cp $< $@ && cp $(<:.json=.imported.json) $(@:.json=.imported.json)

target/sites/update-2.json: target/sites/update-1.json
	$(COPY_CONFERENCE)
	$(call IMPORT_UPDATE,20191228)

target/sites/update-3.json: target/sites/update-2.json
	$(COPY_CONFERENCE)
	$(call IMPORT_UPDATE,2019)

target/sites/two-thousand.json: tests/browser/src/bin/two-thousand.rs | toolchain
	@echo "==> a conference of 2,000 sessions"
	@mkdir -p $(@D)
	cargo run --package browser-stories --bin two-thousand > $@

target/sites/imported.json: tests/host/import/fixtures/frab-xml-pretalx.xml $(shell find src/import -name "*.rs") | toolchain
	@echo "==> a conference from an export"
	cargo run --quiet -- import $< --out $@

# npm writes this file last.
NODE_PACKAGES := tests/browser/node_modules/.package-lock.json

$(NODE_PACKAGES): tests/browser/package-lock.json
	@echo "==> Node packages for the tests"
	@npm ci --no-audit --no-fund --prefix tests/browser || $(call failed,The Node packages)
	@touch $@

STORIES := cargo test --package browser-stories --test stories --

# A third of the stories, by their files: those about what engines differ most in.
THIRD := agenda:: early_input:: keyboard:: moving:: starting:: storage_trouble:: tabs::

ifeq ($(ENGINE),firefox)
stories: $(GECKODRIVER)
else ifeq ($(ENGINE),webkit)
# WebKitGTK needs a display and a D-Bus session, and lacks what some stories outside this third need (tests/browser/README.md).
STORY ?= $(THIRD)
SCREEN := xvfb-run --auto-servernum --server-args="-screen 0 5600x2200x24" dbus-run-session --
endif

stories: system build sites $(NODE_PACKAGES) ## only the browser stories; STORY=word chooses, ENGINE=firefox and ENGINE=webkit are others
	@scripts/system-packages.sh $(ENGINE)
	@echo "==> the stories, in $(ENGINE) (some minutes)"
	HALLWAY_ENGINE=$(ENGINE) $(SCREEN) $(STORIES) $(STORY)

firefox: system build sites $(NODE_PACKAGES) $(GECKODRIVER) ## a third of the stories, in Firefox
	@echo "==> a third of the stories, in Firefox (some minutes)"
	HALLWAY_ENGINE=firefox $(STORIES) $(THIRD)

everywhere: system build $(NODE_PACKAGES) ## only the stories that must pass on every host, with real web servers
	@echo "==> under a path of nginx"
	scripts/hosted.sh nginx dist $(STORIES) everywhere::
	@echo "==> under a path of Python's web server"
	scripts/hosted.sh python dist $(STORIES) everywhere::

# --- On demand ---------------------------------------------------------------------------------------------------

screenshots: system build target/sites/two-thousand.built target/sites/everything.built target/sites/everything-next.built ## pictures of the guide in many states, into screenshots/
	@echo "==> screenshots/"
	cargo run --package browser-stories --bin screenshots

interactions: system build ## measure how fast the guide reacts to input, on a processor four times slower
	@echo "==> reaction times to input, on a phone"
	cargo run --package browser-stories --bin interactions

# A large programme: a real one, if the real exports lie beside the repository.
COMPARED := target/sites/$(if $(wildcard $(EXPORTS)-2019.json),update-3,two-thousand).json

compare: system $(HALLWAY) $(COMPARED) $(PRETALX_WIDGET) ## measure the guide and pretalx's widget with the same programme, on a phone with a slow network (about 3 minutes)
	$(HALLWAY) build $(COMPARED) --precompress --out target/compare
	@echo "==> first visits, in turns"
	@cargo run --quiet --package browser-stories --bin compare -- target/compare $(COMPARED) $(PRETALX_WIDGET)

# The search in a module of its own, compiled as in the app.
SEARCH := target/search-in-browser
$(SEARCH)/search_bg.wasm: $(SOURCES) $(wildcard tests/search/Cargo.toml tests/search/src/*.rs) | $(BUILDERS)
	@$(FETCH)
	@$(SMALL) cargo fetch --target wasm32-unknown-unknown || $(call failed,The standard library's source)
	$(SMALL) cargo build --release --package search-in-browser --target wasm32-unknown-unknown
	wasm-bindgen --target web --out-dir $(SEARCH) --out-name search target/wasm32-unknown-unknown/release/search_in_browser.wasm
	wasm-opt -Oz $(WASM_OPT_PARAMS) $@ -o $@

# Those of the app (index.html).
WASM_OPT_PARAMS := $(shell sed -n 's/.*data-wasm-opt-params="\([^"]*\)".*/\1/p' index.html)

MINISEARCH := tests/browser/node_modules/minisearch/dist/es/index.js

compare-search: system $(COMPARED) $(SEARCH)/search_bg.wasm $(NODE_PACKAGES) ## measure the search and MiniSearch with the same programme and the same queries, in one browser tab
	@echo "==> 200 queries, in turns"
	@cargo run --quiet --package browser-stories --bin compare-search -- $(SEARCH) $(COMPARED) $(MINISEARCH)

lighthouse: system build $(LIGHTHOUSE) ## measure with Lighthouse, as a phone sees it (about 6 minutes)
	@echo "==> Lighthouse $(LIGHTHOUSE_VERSION), five runs on every kind of page"
	@CHROME_PATH="$$(command -v chromium)" scripts/hosted.sh nginx dist node scripts/lighthouse.mjs $(LIGHTHOUSE) dist

audit: $(CARGO_DENY) ## check licences and known vulnerabilities of all libraries
	@echo "==> licences and origins"
	$(CARGO_DENY) check licenses bans sources
	@echo "==> known vulnerabilities"
	@$(CARGO_DENY) fetch db || { echo "hallway: vulnerabilities are not checked, because their database could not be fetched: see above" >&2; exit 1; }
	$(CARGO_DENY) --offline check advisories

clean: ## remove everything that was built; the tools in HALLWAY_TOOLS stay
	rm -rf dist target screenshots
