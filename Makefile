# Two commands do all the set-up: `make demo` and `make test`. Everything goes into .venv and build/.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test tour lint types accuracy layers speed train bench-env clean

help:
	@echo "make demo      read the articles under examples/, print their records, write build/examples.html"
	@echo "make test      every check: style, types, tests"
	@echo "make tour      make the pictures of docs/tour.md again"
	@echo "make accuracy  score the reader on annotated news (needs the gold data, SHARED=$(SHARED))"
	@echo "make layers    measure each layer of the record alone (needs the gold data; installs torch)"
	@echo "make speed     time the reader side by side with a BERT-base encoder (installs torch)"
	@echo "make train     make the shipped weights again (installs torch; hours on a CPU, minutes on a GPU)"

demo: $(VENV)/.installed
	@mkdir -p build
	$(BIN)/onrecord read examples/harbour.txt examples/briefing.txt examples/bridge.html --published 2016-09-12
	$(BIN)/onrecord read examples/harbour.txt examples/briefing.txt examples/bridge.html --published 2016-09-12 -o build/examples.html
	@echo
	@echo "The same, marked in the articles: open build/examples.html in a browser."

test: $(VENV)/.tested
	@bash scripts/browser
	@bash scripts/postgres
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

tour: $(VENV)/.tested
	@bash scripts/browser
	bash scripts/tour

lint: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.tested
	$(BIN)/mypy

accuracy: $(VENV)/.installed
	$(BIN)/python benchmarks/accuracy.py --shared $(SHARED)

layers: bench-env
	build/bench/bin/python -m benchmarks.layers --shared $(SHARED)

speed: bench-env
	build/bench/bin/python benchmarks/speed.py --shared $(SHARED) --corpus dev

bench-env: build/bench/.installed

train: bench-env
	build/bench/bin/python -m training --gold $(SHARED)/gold --work build/training

$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

build/bench/.installed: pyproject.toml
	$(PYTHON) -m venv build/bench
	build/bench/bin/pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

clean:
	rm -rf $(VENV) build
