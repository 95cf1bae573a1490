# `make help` lists the targets. Each sets up .venv on its own where it is missing.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3,10))' || \
	{ echo "fastxtend needs Python 3.10 or newer: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up .venv: PyTorch, fastai and what they bring are a few gigabytes, so this takes minutes the first time"
	$(PYTHON) -m venv --clear .venv

.venv/installed: pyproject.toml settings.ini setup.py .venv/pyvenv.cfg | python
	$(BIN)/python -m pip install --upgrade pip
	$(BIN)/python -m pip install -e '.[dev]'
	@touch $@

# .venv keeps the Python that it was made with, so naming another one later is an error
version := -c 'import sys; print(*sys.version_info[:2], sep=".")'
python: .venv/pyvenv.cfg
ifneq ($(origin PYTHON),file)
	@test "`$(PYTHON) $(version)`" = "`$(BIN)/python $(version)`" || \
	{ echo ".venv has Python `$(BIN)/python $(version)`. For another, run \`make clean\`, which removes it"; exit 1; }
endif

demo: .venv/installed ## Train on real digits with each implementation, and compare (about two minutes)
	$(BIN)/python -W ignore -m fastxtend.demo

test: .venv/installed ## Check that notebooks and modules agree, and run every notebook (FLAGS=cuda for GPU cells too)
	$(BIN)/python .ci/test.py $(FLAGS)

parity: .venv/installed ## Compare every optimizer with fastai's on this machine (DEVICE=cuda for a GPU)
	$(BIN)/python -W ignore -m fastxtend.testing.parity --device $(or $(DEVICE),cpu)

fuzz: .venv/installed ## Random sequences of events next to fastai for MINUTES (20)
	$(BIN)/python -W ignore -m fastxtend.testing.fuzz --minutes $(or $(MINUTES),20)

bench: .venv/installed ## Measure step times on this machine (DEVICE=cuda for a GPU)
	$(BIN)/python -W ignore -m fastxtend.testing.benchmark --device $(or $(DEVICE),cpu)

export: .venv/installed ## Write fastxtend/, its stubs, README.md and _quarto.yml from nbs/
	$(BIN)/nbdev-export
	$(BIN)/python .ci/readme.py
	$(BIN)/python -W ignore .ci/stubs.py

clean: ## Remove what the other targets made
	rm -rf .venv demo _docs _proc

.PHONY: help python demo test parity fuzz bench export clean
