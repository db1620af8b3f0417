# The two commands of the README: `make demo` answers a real question, `make test` runs all checks, and of the tests what
# takes a few minutes.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

# Tests start commands: what Python makes of a module is kept for the next, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE
# What stands side by side is told one after another, where make can do that.
SIDE_BY_SIDE = $(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: demo test style types mypy pyright tests long seconds browser engines readme pages docs law test-quick coverage package golden contracts untold one-page mutants python-mutants fuzz elsewhere memory format clean bench

demo: $(VENV)/.demo
	$(BIN)/dedere assess putin ind --on 2025-12-05

# What is done by one process each goes on side by side; the tests have the machine for themselves.
test: $(VENV)/.dev
	+$(SIDE_BY_SIDE) readme mypy pyright style law
	$(MAKE) --no-print-directory tests

style: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/towncrier build --draft > /dev/null

types: mypy pyright

mypy: $(VENV)/.dev
	$(BIN)/mypy

pyright: $(VENV)/.dev
	$(BIN)/pyright --pythonpath $(BIN)/python

# The tests that need nothing but Python.
PLAIN = not browser and not node and not engines
# What shares its work stays with one worker, and what takes longest begins first (see tests/order.py).
PYTEST = $(BIN)/pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder

# Every test function but those that take long, of many cases some.
tests: $(VENV)/.dev
	$(PYTEST) -m '$(PLAIN) and not long' tests

# The others, and the rest of the cases; PART=2/4 runs the second of four parts of them.
long: $(VENV)/.dev
	$(PYTEST) $(if $(PART),--part $(PART)) -m '$(PLAIN) and long' tests

# How long each test function takes: from that follows which of them are long.
seconds: $(VENV)/.dev
	$(PYTEST) -m '$(PLAIN)' --seconds tests/seconds.txt tests

# What needs chromium, or node and npm: where they are missing it is skipped, and told.
browser: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser]'
	$(BIN)/pytest -m 'browser or node' tests

# What maps a table of STAYS rows by the engines for large ones, which needs Java too.
engines: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,engines]'
	$(BIN)/pytest -m engines --capture=no tests/batch/test_engines.py

# The examples of a page stand on those above them, so they stay in one process.
pages: $(VENV)/.dev
	$(BIN)/pytest README.md docs engine

# The first of them and the examples in docstrings: the others are run with every change, and take as long as all tests.
readme: $(VENV)/.dev
	$(BIN)/pytest README.md engine

# The site and the man pages, with any warning an error; the site asks for nothing outside, which is checked.
SITE = $(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --doctree-dir build/doctrees
docs: $(VENV)/.dev
	$(SITE) --builder html docs build/site
	$(SITE) --builder man docs build/man

law: $(VENV)/.dev
	$(BIN)/dedere check --no-notes
	$(BIN)/dedere lint --no-notes

# For the working loop: everything but the files that ask very many questions or start commands.
test-quick: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(PYTEST) -m '$(PLAIN) and not long' --quick tests

# The wheel, installed with the newest and with the lowest versions allowed, answers from outside the checkout.
package: $(VENV)/bin/python
	PYTHON=$(abspath $(BIN)/python) .ci/package

# What all tests run of the Python code, held to the floor in pyproject.toml; every answer is made anew for each of them.
coverage: $(VENV)/.dev
	DEDERE_ANEW=1 $(PYTEST) -m '$(PLAIN)' --cov tests

# Writes the golden answers anew: read as text what changed in them before you keep it.
golden: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python tests/goldens.py

# Publishes contracts and Python face anew: what would break a reader or a caller asks for the next number first.
contracts: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python tests/publishing.py
	PYTHONPATH=tests $(BIN)/python tests/facing.py

# That a case pins every sentence of the rules.
untold: $(VENV)/.dev
	DEDERE_EXAMPLES=1 $(BIN)/pytest tests/test_untold.py

# That the short answers to two thousand questions of the record are a page each.
one-page: $(VENV)/.dev
	DEDERE_EXAMPLES=2000 $(BIN)/pytest tests/test_one_page.py

# Every small change of a rule must make a rule test fail; takes long.
mutants: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python tests/mutants.py

# A sample of small changes of the engine, each on the tests that run its line; the first run draws the map of these.
python-mutants: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python tests/python_mutants.py $(if $(wildcard .mutants-coverage),,--map)

# Thousands of random worlds, a hundred thousand hostile inputs, and faults put into a copy of the law; takes long.
fuzz: $(VENV)/.dev
	DEDERE_EXAMPLES=2000 $(BIN)/pytest tests/test_second_opinion.py tests/test_properties.py
	DEDERE_FUZZ=100000 $(BIN)/pytest tests/test_hostile.py
	DEDERE_SEEDED=2000 $(BIN)/pytest tests/test_seeded.py

# The tests on the oldest and the newest Python, from a folder with a blank, far from Greenwich, with warnings as errors.
elsewhere:
	.ci/elsewhere

# How much memory five thousand different questions take.
memory: $(VENV)/.demo
	$(BIN)/python tests/benchmarks/memory.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build docs/reference dist htmlcov .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# How long answers take, beside what they cannot do without: BENCH=--short takes less than a minute, BENCH=--write puts
# the table and its chart into docs/speed.md, BENCH=--long measures memory too.
bench: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/run.py $(BENCH)
