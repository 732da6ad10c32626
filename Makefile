# bondwright: make demo, make test, make check, make install. See README.md.

VERSION = 0.1.0
RELEASE_DATE = November 21, 2026

BUILD  ?= build
PREFIX ?= /usr/local
DOCDIR ?= $(PREFIX)/share/doc/bondwright

# Debian packages: to build, and on top of that to test. The oracles that conflict with each other
# or with the machine's own network are unpacked by tests/oracle/fetch, never installed.
BUILD_PACKAGES = gcc libc6-dev libyaml-dev libcyaml-dev libjansson-dev libinih-dev libmd-dev
TEST_PACKAGES  = clang strace libcmocka-dev python3-jsonschema python3-yaml augeas-tools iproute2 kmod mandoc patch valgrind \
		 libkmod2 libacl1 libblkid1 libcap2 libselinux1 libvirt-clients libxml2-utils systemd \
		 build-essential debhelper lintian man-db bash-completion rpm rpm2cpio cpio \
		 busybox-static gawk mawk shellcheck python3-cheetah ansible-core git pre-commit puppet-agent yamllint \
		 python3-jinja2

CFLAGS ?= -O2 -g
WERROR ?= -Werror
WARN    = -Wall -Wextra $(WERROR) -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
STD     = -std=c11 -D_GNU_SOURCE -DBONDWRIGHT_VERSION='"$(VERSION)"' -DBONDWRIGHT_DATE='"$(RELEASE_DATE)"' \
	  -Igen -I$(BUILD)
HARDEN  = -fstack-protector-strong -fPIE
LIBS    = -lcyaml -lyaml -ljansson -linih -lmd
SAN     =

SOURCES   := $(sort $(wildcard gen/*/*.c gen/*/*/*.c))
TEMPLATES := $(sort $(wildcard templates/*/*))
OBJECTS    = $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/templates.o
LIBRARY    = $(filter-out $(BUILD)/gen/cli/main.o,$(OBJECTS))
UNITS     := $(sort $(wildcard tests/unit/*/*.c tests/unit/*/*/*.c))
UNIT_BINS  = $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)

ifneq ($(V),1)
QUIET = @echo "  $(@:$(BUILD)/%=%)";
endif

COMPILE = $(QUIET)$(CC) $(STD) $(WARN) $(HARDEN) $(CPPFLAGS) $(CFLAGS) $(SAN) -MMD -MP -c -o $@ $<

all: $(BUILD)/bondwright

$(BUILD)/bondwright: $(OBJECTS)
	$(QUIET)$(CC) $(CFLAGS) $(SAN) -pie -Wl,-z,relro,-z,now -o $@ $^ $(LIBS) $(LDFLAGS)

BLOCKS = bundle reader target

$(BUILD)/%.o: %.c | $(BUILD)/blocks.inc $(BLOCKS:%=$(BUILD)/%s.inc)
	@mkdir -p $(@D)
	$(COMPILE)

# The index of everything that can be found, by id: each `const struct rule X = {` and each
# `const struct descriptor X = {` of the tree, so that a new block is listed by being written. One that is
# spelt otherwise would be missing: it stops the build.
BLOCK = ^\(static \)\{0,1\}const struct \(rule\|descriptor\) [A-Z]

$(BUILD)/blocks.inc: $(SOURCES)
	@mkdir -p $(@D)
	@sed -n 's/^const struct rule \([A-Z]*[0-9]*\) = {$$/RULE(\1)/p; s/^const struct descriptor \([A-Z]*[0-9]*\) = {$$/FAULT(\1)/p' \
		$(SOURCES) | LC_ALL=C sort -t '(' -k 2 > $@.new
	@[ $$(wc -l < $@.new) -eq $$(cat $(SOURCES) | grep -c '$(BLOCK)') ] || \
		{ echo "a block is not spelt 'const struct rule ID = {' or 'const struct descriptor ID = {'"; exit 1; }
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# The targets, the readers of existing files and the bundles are listed by being written, too; a file or folder that is
# gone takes its own with it.
$(BLOCKS:%=$(BUILD)/%s.inc): $(BUILD)/%s.inc: $(SOURCES) gen/bundle gen/targets $(wildcard gen/targets/*/.)
	@mkdir -p $(@D)
	@cat $(sort $(wildcard gen/bundle/*.c gen/targets/*/*.c)) > $@.all
	@sed -n 's/^const struct $* $*_\([a-z0-9_]*\) = {$$/BLOCK(\1)/p' $@.all > $@.new
	@[ $$(wc -l < $@.new) -eq $$(grep -c '^\(static \)\{0,1\}const struct $* [a-z]' $@.all) ] || \
		{ echo "a $* is not spelt 'const struct $* $*_NAME = {'"; exit 1; }
	@rm $@.all
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# The templates as C strings, so that the program is one file.
$(BUILD)/templates.c: $(TEMPLATES) Makefile
	@mkdir -p $(@D)
	@{ echo '#include <string.h>'; echo '#include "template/template.h"'; \
	   echo 'const char *template_builtin(const char *path)'; echo '{'; \
	   for t in $(TEMPLATES); do \
		echo "	if (!strcmp(path, \"$${t#templates/}\"))"; echo '		return ""'; \
		sed 's/[\\"]/\\&/g; s/.*/			"&\\n"/' $$t; echo '			;'; done; \
	   echo '	return NULL;'; echo '}'; } > $@

$(BUILD)/templates.o: $(BUILD)/templates.c
	$(COMPILE)

# ---- tests -----------------------------------------------------------------

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(QUIET)$(CC) $(STD) $(WARN) -Itests/unit $(CPPFLAGS) $(CFLAGS) $(SAN) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) -lcmocka $(LIBS) $(LDFLAGS)

units: $(UNIT_BINS)

SANITIZED = BUILD=$(BUILD)/san CFLAGS="-O1 -g" SAN="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

# The tests offline, on what is installed; tests that miss a consumer are reported as skipped.
check: all
	$(MAKE) --no-print-directory $(SANITIZED) all units
	@ORACLE_DIR=$(BUILD)/oracle PLAIN=$(BUILD)/bondwright tests/run $(BUILD)/san

# The tests that need nothing but the build, for the packages' own builds.
check-build: all units
	PLAIN=$(BUILD)/bondwright tests/run $(BUILD) parts/includes parts/units parts/cli parts/fleet parts/golden

# The tests with everything they need installed or, where it must not be installed, unpacked.
test:
	$(call need,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	@SUDO='$(SUDO)' tests/oracle/fetch $(BUILD)/oracle
	$(MAKE) --no-print-directory check

# Wrong rules, one edit each: how many of them the tests notice. Minutes; ONLY=TEXT for those with that in their names.
mutation:
	tests/mutation/run $(ONLY)

# Each system call of the writer made to fail, and trees in which something is in the way. The table of what held is written
# anew for review; the tests compare it with what is committed. Minutes.
$(BUILD)/inject.so: tests/faults/inject.c
	@mkdir -p $(@D)
	$(QUIET)$(CC) -std=c11 $(WARN) -O1 -g -shared -fPIC -o $@ $<

faults: all $(BUILD)/inject.so
	tests/faults/run $(BUILD) tests/faults/table

# Written anew for review; the tests compare them with what is committed.
golden: all
	tests/golden/make $(BUILD)/bondwright tests/golden

docs: all
	$(BUILD)/bondwright schema > schemas/host.schema.json
	$(BUILD)/bondwright schema --of-site > schemas/site.schema.json
	$(BUILD)/bondwright schema --of-findings > schemas/findings.schema.json
	$(BUILD)/bondwright schema --manual > man/bondwright-host.5
	$(BUILD)/bondwright rules --manual > man/bondwright-rules.7
	$(BUILD)/bondwright help --manual > man/bondwright.1
	set -e; for c in $$($(BUILD)/bondwright help --complete); do \
		$(BUILD)/bondwright help --manual $$c > man/bondwright-$$c.1; done

# A real kernel in qemu configured by the rendered files, compared with what the hosts say. LAB=NAME picks scenarios.
LAB_PACKAGES = qemu-system-x86 seabios cpio kmod python3-yaml

$(BUILD)/lab/expect: $(wildcard tests/lab/*.[ch]) $(LIBRARY)
	@mkdir -p $(@D)
	$(QUIET)$(CC) $(STD) $(WARN) $(CFLAGS) $(SAN) -o $@ $(filter %.c %.o,$^) $(LIBS) $(LDFLAGS)

lab-smoke:
	$(call need,$(BUILD_PACKAGES) $(LAB_PACKAGES))
	@apt-cache show linux-image-amd64 > /dev/null 2>&1 || $(SUDO) apt-get update -qq
	@$(MAKE) --no-print-directory all $(BUILD)/lab/expect
	tests/lab/image $(BUILD)/lab
	/usr/bin/python3 -B tests/lab/smoke.py $(BUILD) $(LAB)

# libFuzzer over the readers of existing files, for FUZZ seconds; what it finds is left in $(BUILD)/fuzz/work.
FUZZ   ?= 600
FUZZED  = BUILD=$(BUILD)/fuzz CC=clang CFLAGS="-O1 -g" \
	  SAN="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

$(BUILD)/fuzz-%: tests/fuzz/%.c $(LIBRARY)
	$(QUIET)$(CC) $(STD) $(WARN) $(CFLAGS) $(SAN) -fsanitize=fuzzer -o $@ $< $(LIBRARY) $(LIBS) $(LDFLAGS)

fuzz: all
	$(MAKE) --no-print-directory $(FUZZED) $(BUILD)/fuzz/fuzz-import
	tests/fuzz/run $(BUILD)/fuzz/fuzz-import $(BUILD)/bondwright $(BUILD)/fuzz/work $(FUZZ)

# Instructions, time and memory of a run, beside /bin/true and netplan.
bench: all
	tests/bench $(BUILD)/bondwright

# ---- for users -------------------------------------------------------------

demo:
	$(call need,$(BUILD_PACKAGES))
	@$(MAKE) --no-print-directory all
	@echo; echo '$$ bondwright check examples/openvz-broken.yaml'
	@$(BUILD)/bondwright check examples/openvz-broken.yaml || true
	@echo; echo '$$ bondwright render examples/openvz.yaml        # the same host, repaired'
	@$(BUILD)/bondwright render examples/openvz.yaml

INSTALL    ?= install
MANDIR      = $(PREFIX)/share/man
COMPLETION  = $(PREFIX)/share/bash-completion/completions/bondwright
PAGES      := $(sort $(wildcard man/*.[157]))
EXAMPLES    = $(shell find examples -type f)

install: all
	$(INSTALL) -D -m 755 $(BUILD)/bondwright $(DESTDIR)$(PREFIX)/bin/bondwright
	@set -e; for page in $(PAGES); do $(INSTALL) -D -m 644 -t $(DESTDIR)$(MANDIR)/man$${page##*.} $$page; done
	$(INSTALL) -D -m 644 packaging/bondwright.bash-completion $(DESTDIR)$(COMPLETION)
	$(INSTALL) -D -m 644 -t $(DESTDIR)$(PREFIX)/share/bondwright/schemas schemas/*.json
	$(INSTALL) -D -m 644 -t $(DESTDIR)$(DOCDIR) README.md CHANGELOG.md
	$(INSTALL) -D -m 644 -t $(DESTDIR)$(DOCDIR)/doc $(wildcard doc/*.md)
	@set -e; for file in $(EXAMPLES); do \
		mode=644; [ ! -x $$file ] || mode=755; \
		$(INSTALL) -D -m $$mode $$file $(DESTDIR)$(DOCDIR)/$$file; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/bondwright $(DESTDIR)$(COMPLETION)
	rm -f $(foreach page,$(PAGES),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))
	rm -rf $(DESTDIR)$(PREFIX)/share/bondwright $(DESTDIR)$(DOCDIR)

# What packaging/bondwright.spec builds from.
dist:
	@mkdir -p $(BUILD)
	git archive --prefix=bondwright-$(VERSION)/ -o $(BUILD)/bondwright-$(VERSION).tar.gz HEAD

clean:
	rm -rf $(BUILD)

SUDO = $(if $(filter 0,$(shell id -u)),,sudo)

# Installs those of the packages $(1) that are not there.
define need
@missing=; for p in $(1); do \
	dpkg-query -W -f '$${Status}' $$p 2> /dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then \
	echo "installing$$missing"; \
	$(SUDO) apt-get update -qq && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing > /dev/null; \
fi
endef

-include $(OBJECTS:.o=.d) $(UNIT_BINS:=.d)
.PHONY: all units check check-build test mutation faults golden docs lab-smoke fuzz bench demo install uninstall dist clean
