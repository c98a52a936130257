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
RENDER_PACKAGES := sdl2 SDL2_ttf libdeflate
SIM_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(SIM_PACKAGES))
RENDER_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(RENDER_PACKAGES))
SIM_LIBS = $(shell $(PKG_CONFIG) --libs $(SIM_PACKAGES)) -lm
RENDER_LIBS = $(shell $(PKG_CONFIG) --libs $(RENDER_PACKAGES)) -lpthread
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
BENCH_PROGRAMS := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(BENCH_SOURCES))

.PHONY: all test check bench help install uninstall clean setup sim render units benches
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

$(BUILD)/render/%.o: render/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/librender.a $(BUILD)/libsim.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/librender.a $(BUILD)/libsim.a \
	    $(RENDER_LIBS) $(SIM_LIBS) $(TEST_LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/librender.a $(BUILD)/libsim.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(RENDER_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/librender.a $(BUILD)/libsim.a \
	    $(RENDER_LIBS) $(SIM_LIBS)

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

clean: ## remove build/
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
