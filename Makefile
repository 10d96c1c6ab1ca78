# Installs what `swift build -c release` has built. A package sets DESTDIR; root needs neither.
#
#   make install DESTDIR=/some/root      everything under /some/root
#   make uninstall                       takes away what install laid, but never settings or state

DESTDIR ?=
PREFIX ?= /usr
BUILD ?= .build/release

lib = $(PREFIX)/lib/callaudit
units = $(PREFIX)/lib/systemd/system
sysusers = $(PREFIX)/lib/sysusers.d
tmpfiles = $(PREFIX)/lib/tmpfiles.d
docs = $(PREFIX)/share/doc/callaudit
settings = /etc/callaudit

.PHONY: all demo test install uninstall

all:
	swift build -c release

demo:
	scripts/demo

test:
	scripts/test

install:
	@test -x $(BUILD)/callaudit -a -x $(BUILD)/callaudit-decode -a -x $(BUILD)/callaudit-letter || \
	    { echo "Nothing to install yet: run 'swift build -c release' first." >&2; exit 1; }
	install -d $(DESTDIR)$(lib) $(DESTDIR)$(PREFIX)/bin
	install -m 0755 $(BUILD)/callaudit $(BUILD)/callaudit-decode $(BUILD)/callaudit-letter \
	    $(DESTDIR)$(lib)/
	install -d $(DESTDIR)$(lib)/lib $(DESTDIR)$(lib)/notices
	install -m 0755 notices/mail notices/webhook $(DESTDIR)$(lib)/notices/
	ldd $(BUILD)/callaudit $(BUILD)/callaudit-decode $(BUILD)/callaudit-letter | \
	    sed -n 's|.*=> \(.*/swift/linux/[^ ]*\) .*|\1|p' | \
	    sort -u | xargs -r install -m 0644 -t $(DESTDIR)$(lib)/lib
	rm -rf $(DESTDIR)$(lib)/callaudit_CallWeb.resources
	cp -R --no-preserve=mode,ownership $(BUILD)/callaudit_CallWeb.resources $(DESTDIR)$(lib)/
	ln -sf $(lib)/callaudit $(DESTDIR)$(PREFIX)/bin/callaudit
	install -d $(DESTDIR)$(settings)/profiles $(DESTDIR)$(settings)/regulations \
	    $(DESTDIR)$(settings)/scorecards $(DESTDIR)$(settings)/complaints \
	    $(DESTDIR)$(settings)/calendars $(DESTDIR)$(settings)/letters
	test -e $(DESTDIR)$(settings)/callaudit.yaml || \
	    install -m 0644 etc/callaudit/callaudit.yaml $(DESTDIR)$(settings)/
	test -e $(DESTDIR)$(settings)/signer.yaml || \
	    install -m 0644 etc/callaudit/signer.yaml $(DESTDIR)$(settings)/
	install -m 0644 etc/callaudit/profiles/*.yaml $(DESTDIR)$(settings)/profiles/
	install -m 0644 etc/callaudit/regulations/*.yaml $(DESTDIR)$(settings)/regulations/
	install -m 0644 etc/callaudit/scorecards/*.yaml $(DESTDIR)$(settings)/scorecards/
	install -m 0644 etc/callaudit/complaints/*.yaml $(DESTDIR)$(settings)/complaints/
	install -m 0644 etc/callaudit/calendars/*.yaml $(DESTDIR)$(settings)/calendars/
	install -m 0644 etc/callaudit/letters/*.yaml etc/callaudit/letters/house.yaml.example \
	    $(DESTDIR)$(settings)/letters/
	install -D -m 0644 systemd/callaudit.service $(DESTDIR)$(units)/callaudit.service
	install -D -m 0644 systemd/callaudit-signer.service $(DESTDIR)$(units)/callaudit-signer.service
	install -D -m 0644 systemd/callaudit.sysusers $(DESTDIR)$(sysusers)/callaudit.conf
	install -D -m 0644 systemd/callaudit.tmpfiles $(DESTDIR)$(tmpfiles)/callaudit.conf
	install -d $(DESTDIR)$(docs)
	install -m 0755 scripts/verify-ledger.py $(DESTDIR)$(docs)/
	install -m 0644 README.md CHANGELOG.md $(DESTDIR)$(docs)/
	rm -rf $(DESTDIR)$(docs)/docs
	cp -R --no-preserve=mode,ownership docs $(DESTDIR)$(docs)/

uninstall:
	rm -rf $(DESTDIR)$(lib) $(DESTDIR)$(docs)
	rm -f $(DESTDIR)$(PREFIX)/bin/callaudit $(DESTDIR)$(units)/callaudit.service
	rm -f $(DESTDIR)$(units)/callaudit-signer.service
	rm -f $(DESTDIR)$(sysusers)/callaudit.conf $(DESTDIR)$(tmpfiles)/callaudit.conf
	@echo "Settings in $(settings) and state in /var/lib/callaudit are left where they are."
