# make site    builds the site into site/        make check   checks the records
# make serve   previews it, with live reload     make golden  renews the golden site of the tests
# make test    runs the tests, in about two minutes make fixtures renews what the fixtures expect
# make lock    renews the lock from pyproject.toml
# make sbom    renews the bill of materials             make audit   asks for known weaknesses (needs the network)
# make site-private  builds the private site, with what is unpublished, into site-private/
# make test-all  runs everything, what is tried in every way too (about ten minutes)
# make addresses  adds new addresses to the ledger of all that were published, which none may leave
# make papers  builds the site with its papers as PDF and Word files
# make editor  writes the settings of editors, and installs the editor in the browser (needs Node and the network)
# make editor-lock renews the lock of that editor
# make example  previews the example, once register init has moved it to example/
# make mutants  says which mistakes in a rule no test sees (long)

PYTHON ?= python3
BIN := .venv/bin
# MkDocs prints an advertisement for its successor without this.
export NO_MKDOCS_2_WARNING := 1

.PHONY: addresses editor editor-lock example site site-private papers serve test test-all coverage check golden fixtures lint lock sbom audit mutants clean

site: .venv/ready
	$(BIN)/mkdocs build --strict

site-private: .venv/ready
	$(BIN)/mkdocs build --strict --config-file mkdocs-private.yml

addresses: site
	$(BIN)/register addresses --write

papers: .venv/ready
	REGISTER_PAPERS=yes $(BIN)/mkdocs build --strict

serve: .venv/ready
	$(BIN)/mkdocs serve

example: .venv/ready
	$(BIN)/mkdocs serve --config-file example/mkdocs.yml

check: .venv/ready
	$(BIN)/register check

# The editor in the browser comes from a lock of digests, and runs no script when it is installed.
editor: .venv/ready
	$(BIN)/register editor
	@command -v npm >/dev/null || { echo "install Node for the editor in the browser, or use the forms of the Git host"; exit 1; }
	npm ci --prefix edit --ignore-scripts --no-audit --no-fund

editor-lock: .venv/ready
	npm install --prefix edit --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m supply.editor_lock

test: .venv/ready lint
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# What is tried in every way: kills, full disks, hostile words, every look in the browser, and more examples of whatever
# is tried with examples. What no test takes is said first.
test-all: .venv/ready lint coverage
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --hypothesis-profile thorough -m "exhaustive or hypothesis"

# Which branches of the modules that read, check and count no test takes; fails below what pyproject.toml asks for. Tests
# that build a site, give commands or open documents are slow when they are watched, and take no other branches.
UNWATCHED := tests\.building|playwright|pypdf|openpyxl|register\.(combining|cli|mkdocs|publishing)|editing\.(returns|trackers|editors)

coverage: .venv/ready
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto $$(grep -LE "$(UNWATCHED)" tests/test_*.py)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --show-missing --skip-covered

lint: .venv/ready
	$(BIN)/ruff check hooks supply tests bench

golden: .venv/ready
	$(BIN)/python -m tests.golden

fixtures: .venv/ready
	$(BIN)/python -m tests.fixtures

lock: .venv/ready
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --output-file requirements.lock
	$(BIN)/python -m supply.bill

sbom: .venv/ready
	$(BIN)/python -m supply.bill

# It needs the service of known weaknesses, and its answer changes with the day: it is run by a schedule, not with the tests.
audit: .venv/ready
	$(BIN)/python -m supply.audit

mutants: .venv/ready
	nice -n 19 $(BIN)/python -m tests.long.mutants

clean:
	rm -rf .venv site site-private .site* .cache

# Everything comes from the lock, with hashes; the package itself is installed as it stands here.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name it with make PYTHON=...")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
