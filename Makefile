# KOL Growth Benchmark: `make help` lists the commands.

# The first Python that is new enough; PYTHON=/path/to/python chooses another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

BIN := .venv/bin
VENV := .venv/.made
RUNTIME := .venv/.runtime-installed
TOOLS := .venv/.tools-installed
BROWSER := .venv/.browser-found
RIVAL := .venv/.rival
LOCK := .venv/.lock

# Installing needs no cache check of pip's own version, and prints only what went wrong.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

RESOLVE := $(LOCK)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help run test check days faults fix bench rules soak drift lock clean

help:
	@echo 'make run     set up and open the app (PORT=8600 another port, ARGS=… more options for Streamlit)'
	@echo 'make test    every check, and every test, two at a time (ARGS=… more options for pytest)'
	@echo 'make days    every test without a browser, at seven odd moments (ARGS=… some of them, options for pytest)'
	@echo 'make faults  the fault matrix, a row a line, with the tests that hold it (ARGS=… options for pytest)'
	@echo 'make check   style, types, layers and the text catalogue, without the tests'
	@echo 'make fix     format the code, mend what can be mended, update the text catalogue'
	@echo 'make bench   measure what the design promises, beside rivals (ARGS=sessions one of the measurements)'
	@echo 'make rules   measure what each growth figure promises, on accounts whose truth is known'
	@echo 'make soak    a million broken inputs (COUNT=…), the crash tests with many rounds (ROUNDS=50), rounds of'
	@echo '             50 visitors, and 25 for ten minutes at a faulty vendor while the app is killed (MINUTES=…)'
	@echo 'make drift   ask the public example and specification of the vendor whether they still say what we read'
	@echo 'make lock    write the requirements with their hashes anew, and the list of licences'
	@echo 'make scale   three replicas behind nginx over PostgreSQL, one of them killed, on this machine'
	@echo 'make clean   remove the environment and the caches'

run: $(RUNTIME)
	@$(BIN)/streamlit run streamlit_app.py $(if $(PORT),--server.port $(PORT)) $(ARGS)

test: check $(BROWSER)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

days: $(TOOLS)
	@$(BIN)/python -m tests.days $(ARGS)

faults: $(TOOLS)
	@RECORDED_RESPONSES="$${RECORDED_RESPONSES:-$(abspath $(wildcard ../shared/recorded))}" \
		$(BIN)/python -m tests.matrix $(ARGS)

check: $(TOOLS)
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/vulture
	@$(BIN)/python -m tests.catalogue check

fix: $(TOOLS)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/python -m tests.catalogue update

bench: $(BROWSER) $(RIVAL)/.installed
	@PYTHONPATH=$(abspath $(RIVAL)) $(BIN)/python -m tests.bench $(ARGS)

rules: $(TOOLS)
	@$(BIN)/python -m tests.rules

soak: $(TOOLS)
	@$(BIN)/python -m tests.fuzz $(COUNT)
	@SOAK_ROUNDS=$(or $(ROUNDS),50) $(BIN)/python -m pytest tests/services/archive --timeout 1800 $(ARGS)
	@SOAK_VISITORS=50 $(BIN)/python -m pytest -s tests/test_load.py --timeout 1800
	@$(BIN)/python -m tests.soak $(MINUTES)

drift: $(TOOLS)
	@$(BIN)/python -m tests.drift

# Names the same files for every system and Python; what is pinned already stays as it is.
lock: $(TOOLS) | $(LOCK)
	@$(RESOLVE) requirements.in -o requirements.txt
	@$(RESOLVE) requirements-dev.in -c requirements.txt -o requirements-dev.txt
	@$(RESOLVE) tests/bench/requirements.in -c requirements-dev.txt -o tests/bench/requirements.txt
	@$(INSTALL) -r requirements-dev.txt
	@$(BIN)/python -m tests.licences update

scale: $(TOOLS)
	@$(BIN)/python -m tests.scale

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCK): | $(VENV)
	@$(PYTHON) -m venv $@
	@$@/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

$(VENV):
	@if [ -z "$(PYTHON)" ]; then \
		echo 'This needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3'; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'This needs Python 3.11 or newer, and $(PYTHON) is not: name another with PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo 'Python has no venv here. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@echo 'Setting up .venv (once; about half a minute).'
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUNTIME): requirements.txt | $(VENV)
	@$(INSTALL) -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt requirements.txt | $(VENV)
	@$(INSTALL) -r requirements-dev.txt
	@touch $(RUNTIME) $@

$(BROWSER): tests/setup_browser.py $(TOOLS)
	@$(BIN)/python -m tests.setup_browser
	@touch $@

$(RIVAL)/.installed: tests/bench/requirements.txt $(TOOLS)
	@$(INSTALL) --upgrade --target $(RIVAL) -r tests/bench/requirements.txt
	@touch $@
