# Ouroboros. `make help` lists what can be made.
#
# One Makefile for the whole tree; objects go to build/$(VARIANT)/. The simulator (sim/) is a library
# that never sees SDL; the pictures (render/) are a second one on top of it.

VARIANT ?= release
BUILD ?= build/$(VARIANT)
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
    -Wmissing-prototypes -Wswitch-enum -Wvla -Wundef -Wformat=2 $(if $(WERROR),-Werror)
FLAGS_release := -O3 -DNDEBUG
FLAGS_debug := -O1 -g3
FLAGS_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_cov := -O0 -g --coverage
OPTIMISE := $(FLAGS_$(VARIANT))
ifeq ($(OPTIMISE),)
$(error unknown VARIANT '$(VARIANT)': release, debug, asan or cov)
endif

SIM_PACKAGES := libcjson
RENDER_PACKAGES := sdl2 SDL2_ttf libdeflate cairo-ft freetype2
SIM_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(SIM_PACKAGES))
RENDER_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(RENDER_PACKAGES))
SIM_LIBS = $(shell $(PKG_CONFIG) --libs $(SIM_PACKAGES)) -lm
# giflib has no .pc file in every distribution.
RENDER_LIBS = $(shell $(PKG_CONFIG) --libs $(RENDER_PACKAGES)) -lgif -lpthread
TEST_LIBS = $(shell $(PKG_CONFIG) --libs cmocka)

# Rasterised pictures must be the same on every machine: no fused multiply-add, no -ffast-math.
CFLAGS_ALL = -std=c17 -I. $(WARNINGS) $(OPTIMISE) -ffp-contract=off -MMD -MP \
    -DOURO_VERSION='"$(VERSION)"' -DOURO_PREFIX='"$(PREFIX)"' $(CFLAGS)

SIM_SOURCES := $(sort $(wildcard sim/*.c sim/*/*.c))
RENDER_SOURCES := $(sort $(filter-out render/cli/main.c,$(wildcard render/*/*.c)))
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
BENCH_SOURCES := $(sort $(wildcard tests/bench/bench_*.c))
object = $(patsubst %.c,$(BUILD)/%.o,$(1))
SIM_OBJECTS := $(call object,$(SIM_SOURCES))
RENDER_OBJECTS := $(call object,$(RENDER_SOURCES))
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(UNIT_SOURCES))
BENCH_PROGRAMS := $(patsubst tests/bench/%.c,$(BUILD)/%,$(BENCH_SOURCES))

.PHONY: all gallery test check bench oracle help install uninstall clean setup setup-test play sim render \
    units benches test-consumers setup-consumers
.DEFAULT_GOAL := all

all: $(BUILD)/ouro ## build the program (VARIANT=release|debug|asan|cov)

sim: $(BUILD)/libsim.a
render: $(BUILD)/librender.a
units: $(UNIT_PROGRAMS)
benches: $(BENCH_PROGRAMS)

$(BUILD)/libsim.a: $(SIM_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/librender.a: $(RENDER_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/ouro: $(BUILD)/render/cli/main.o $(BUILD)/librender.a $(BUILD)/libsim.a
	$(CC) $(OPTIMISE) $(LDFLAGS) -o $@ $^ $(RENDER_LIBS) $(SIM_LIBS)

$(BUILD)/sim/%.o: sim/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(SIM_CFLAGS) -c -o $@ $<

# The interpreter's own Python code, one module, becomes lines of C text.
LIBRARY := $(addprefix sim/lang/library/,weak_set.py mapping.py weak_value_dictionary.py \
    weak_key_dictionary.py abstract.py weak_method.py imports.py finalize.py)
$(BUILD)/library/weakref.inc: $(LIBRARY)
	@mkdir -p $(@D)
	sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/' $(LIBRARY) > $@

$(BUILD)/sim/lang/library.o: $(BUILD)/library/weakref.inc
$(BUILD)/sim/lang/library.o: CFLAGS_ALL += -DOURO_LIBRARY_WEAKREF='"$(BUILD)/library/weakref.inc"'

$(BUILD)/render/%.o: render/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/librender.a $(BUILD)/libsim.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/librender.a $(BUILD)/libsim.a \
	    $(RENDER_LIBS) $(SIM_LIBS) $(TEST_LIBS)

$(BUILD)/bench_%: tests/bench/bench_%.c $(BUILD)/librender.a $(BUILD)/libsim.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/librender.a $(BUILD)/libsim.a \
	    $(RENDER_LIBS) $(SIM_LIBS)

# What building needs, and what testing needs besides. Root installs directly, others by sudo.
BUILD_PACKAGES := gcc libc6-dev pkg-config libsdl2-dev libsdl2-ttf-dev libcjson-dev libdeflate-dev \
    libcairo2-dev libgif-dev
TEST_PACKAGES := perl python3 python3-jsonschema binutils libcmocka-dev xvfb xdotool imagemagick \
    graphviz librsvg2-bin python3-objgraph
# The programs that exports are for.
CONSUMER_PACKAGES := libreoffice-impress ffmpeg poppler-utils pandoc librsvg2-bin libxml2-utils imagemagick \
    chromium
# Node from elsewhere has npm in it, and conflicts with Debian's.
NODE_PACKAGES = $(if $(shell command -v npm),,nodejs npm)
# What reads heap snapshots is no package of Debian's. Where everything has to hold (CI is set) it must be there;
# elsewhere what needs it is skipped, aloud.
CONSUMER_MODULES := heap-snapshot-toolkit@1.1.3
SUDO = $(if $(filter-out 0,$(shell id -u)),sudo)
APT_INSTALL = $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends

# Compiling takes all processors, whatever else was asked for runs in the order it was written.
PARALLEL = $(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))
ifneq ($(filter setup setup-test setup-consumers,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

setup: ## install what building needs (Debian, Ubuntu)
	$(APT_INSTALL) $(BUILD_PACKAGES)

setup-test: setup ## install what testing needs, too
	$(APT_INSTALL) $(TEST_PACKAGES)

setup-consumers: ## install the programs that read exports, for test-consumers
	$(APT_INSTALL) $(CONSUMER_PACKAGES) $(NODE_PACKAGES)
	npm install --no-audit --no-fund --prefix build/consumers $(CONSUMER_MODULES) || { \
	    echo "without $(CONSUMER_MODULES) its tests are skipped" >&2; test -z "$$CI"; }

# The window needs a display (exit code 3 says there is none); pictures do not.
LESSON ?= scenarios/01-names-and-objects/names-are-tags.json
LESSON_FRAMES ?= $(BUILD)/lesson

play: ## play the first lesson (LESSON=FILE); without a display export its frames
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@status=0; $(BUILD)/ouro play $(LESSON) || status=$$?; \
	if [ $$status -eq 3 ]; then \
	    $(BUILD)/ouro export $(LESSON) -o $(LESSON_FRAMES) --force && \
	    echo "No window could be opened: the lesson's frames are in $(LESSON_FRAMES)/"; \
	else exit $$status; fi

# The tests find the program by OURO. prove runs scripts and unit programs alike: all speak TAP.
export PYTHONDONTWRITEBYTECODE := 1
CONSUMER_SCRIPTS := $(sort $(wildcard tests/consumers/*.t))
TEST_SCRIPTS := $(filter-out $(CONSUMER_SCRIPTS),$(sort $(wildcard tests/*.t tests/*/*.t)))
JOBS ?= 2
TESTS ?= $(UNIT_PROGRAMS) $(TEST_SCRIPTS)

test: ## run all tests (VARIANT=asan: under the sanitizers; TESTS="FILE ...": only these)
	@$(MAKE) --no-print-directory $(PARALLEL) all units
	OURO=$(abspath $(BUILD)/ouro) BUILD=$(abspath $(BUILD)) VARIANT=$(VARIANT) prove -j$(JOBS) $(TESTS)

test-consumers: ## what LibreOffice, ffmpeg, poppler, pandoc and others make of the exports
	@$(MAKE) --no-print-directory $(PARALLEL) all
	OURO=$(abspath $(BUILD)/ouro) prove -j$(JOBS) $(CONSUMER_SCRIPTS)

check: sim render ## the gates: rules that the code itself keeps
	python3 tests/gates.py --library $(BUILD)/libsim.a --pictures $(BUILD)/librender.a --cc "$(CC)" \
	    --cflags "$(SIM_CFLAGS) $(RENDER_CFLAGS)"

# N programs from number SEED on, run by both; those that differ are shrunk and kept.
N ?= 200
SEED ?= 1
oracle: all ## random programs against CPython 3.13 (N=200 SEED=1 HARD=1 EVERY=20: memory checked of each 20th)
	OURO=$(abspath $(BUILD)/ouro) python3 tests/oracle/generate.py --count $(N) --seed $(SEED) $(if $(HARD),--hard) \
	    $(if $(EVERY),--invariants-every $(EVERY)) \
	    --keep $(BUILD)/oracle

# The README opens with what the program draws.
GALLERY = $(BUILD)/ouro export scenarios/03-collector/cycle-of-two-nodes.json --force -o assets/readme
gallery: all ## make the README's pictures anew
	$(GALLERY)/cycle.png --steps 6
	$(GALLERY)/cycle.gif --steps 3-8 --look slide --size 640x360 --fps 10 --seconds 2

bench: all benches ## speed and size, as ratios against CPython 3.13
	OURO=$(abspath $(BUILD)/ouro) tests/bench/run $(BENCH_PROGRAMS)

# The program looks for its lessons and fonts in ../share/ouroboros beside its own folder.
SHARE = $(DESTDIR)$(PREFIX)/share
install: all ## install the program, lessons, fonts, man page, completions (PREFIX, DESTDIR)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
	    $(SHARE)/zsh/site-functions $(SHARE)/ouroboros/assets/fonts
	install -m 755 $(BUILD)/ouro $(DESTDIR)$(PREFIX)/bin/ouro
	install -m 644 assets/ouro.1 $(SHARE)/man/man1/ouro.1
	install -m 644 assets/completions/ouro.bash $(SHARE)/bash-completion/completions/ouro
	install -m 644 assets/completions/ouro.zsh $(SHARE)/zsh/site-functions/_ouro
	install -m 644 assets/scenario.schema.json assets/player.html assets/player-engine.html \
	    $(SHARE)/ouroboros/assets/
	install -m 644 assets/fonts/* $(SHARE)/ouroboros/assets/fonts/
	cd scenarios && find . -type f -exec install -D -m 644 {} $(abspath $(SHARE))/ouroboros/scenarios/{} \;

uninstall: ## remove what install has put there
	rm -f $(DESTDIR)$(PREFIX)/bin/ouro $(SHARE)/man/man1/ouro.1 \
	    $(SHARE)/bash-completion/completions/ouro $(SHARE)/zsh/site-functions/_ouro
	rm -rf $(SHARE)/ouroboros

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26

clean: ## remove build/
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
