# What there is to do here. Needs Python 3.11 or newer and GNU make, and nothing else: everything goes into .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# The first of these that really runs, is new enough and can make an environment. Or say which: make report PYTHON=...
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)

# The Python in the environment, and what says that it is complete: a newer list of packages makes it incomplete again.
python := .venv/$(if $(filter Windows_NT,$(OS)),Scripts/python.exe,bin/python)
builds := .venv/.can-build-reports
checks := .venv/.can-check-them
pip := $(python) -m pip install -qq --disable-pip-version-check
# Tests run on as many processes as the smallest machine that they are promised on has cores.
pytest := $(python) -m pytest --numprocesses 2

.PHONY: help
help: ## say what there is to do (also plain `make`)
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-14s %s\n' "$$name" "$$what"; done

.PHONY: report
report: $(builds) ## build the London annual reports as PDF, Word and web page into reports/
	@$(python) -m annual_report build london-spf
	@echo "The reports are in reports/london-spf/"

.PHONY: test
test: $(checks) lint ## everything that must be green: lint, types, all tests, coverage
	@PYTHONPATH=tests $(python) -m judges.install
	$(pytest) --cov --cov-report=term-missing:skip-covered

.PHONY: check
check: $(checks) lint ## the same without the judges (LibreOffice, Chromium, veraPDF, ...): quick, for every save
	$(pytest) -m "not prove and not judge"

.PHONY: prove
prove: $(checks) ## the long runs over many random documents
	@PYTHONPATH=tests $(python) -m judges.install
	$(pytest) -m prove

.PHONY: bench
bench: $(checks) ## what our own work costs, beside the kept baseline (BENCH="--long --json FILE --keep")
	PYTHONPATH=src:tests $(python) -m benchmarks.measure $(BENCH)

.PHONY: lint
lint: $(checks) ## ruff and mypy alone
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy

.PHONY: format
format: $(checks) ## put the code into the house's form
	$(python) -m ruff check --fix
	$(python) -m ruff format

.PHONY: words
words: $(checks) ## take our own words out of code and templates for translators, and compile their catalogues
	$(python) tests/words.py

.PHONY: hooks
hooks: $(checks) ## run lint before every commit from now on
	$(python) -m pre_commit install

.PHONY: pins
pins: $(builds) ## write requirements.txt anew from pyproject.toml (UPGRADE=1 takes the newest versions)
	$(python) .ci/pins.py $(if $(UPGRADE),--upgrade)

.PHONY: docs
docs: $(builds) ## write data/README.md and the schemas in data/ anew from the types of the record
	@$(python) .ci/docs.py

.PHONY: picture
picture: $(builds) ## draw the picture of the README anew (needs pdftoppm)
	@$(python) .ci/picture.py

.PHONY: clean
clean: ## remove the environment and every cache; reports/ stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find src tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +

$(builds): requirements.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "annual-report needs Python 3.11 or newer with its venv module (on Debian and Ubuntu: python3-venv)." >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv .venv
	@sed '/^# Part 2/,$$d' requirements.txt > .venv/part-1.txt
	@$(pip) --require-hashes -r .venv/part-1.txt
	@$(pip) --no-deps --no-build-isolation --editable .
	@touch $@

$(checks): $(builds)
	@echo "Adding what checks the reports ..."
	@$(pip) --require-hashes -r requirements.txt
	@touch $@
