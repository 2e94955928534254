# The project's commands. Each works alone: it first makes sure that what it needs is there.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.SILENT:
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
# How often the faults are tried, and with which dice.
ROUNDS := 300
SEED := 1
UV_VERSION := 0.13.9
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --generate-hashes \
    --python-version 3.11 --fork-strategy fewest --no-emit-index-url --no-emit-find-links $(UPGRADE)
# A screen to draw on, or nothing: then pictures are saved instead of opening the window.
SCREEN := $(if $(DISPLAY)$(WAYLAND_DISPLAY),screen,)

.PHONY: help setup run demo test lint audit coverage faults pictures bench lock clean

help:
	echo "make setup     system libraries, a Chinese font, .venv with everything a developer needs"
	echo "make run       open the window"
	echo "make demo      demonstration township in ./demo-township, its 18:00 report, the window on it"
	echo "make test      lint, types, import contracts, audit, all tests, coverage"
	echo "make lint      ruff, mypy, import-linter"
	echo "make audit     known vulnerabilities of the pinned packages, asked of PyPI once a day"
	echo "make coverage  what the last make test did not reach"
	echo "make faults    hundreds of kills and power cuts, damage, full disks (about half an hour)"
	echo "make pictures  the pictures of the documentation again"
	echo "make bench     measurements against bare libraries"
	echo "make lock      resolve requirements/*.in into *.lock (UPGRADE=--upgrade for newer ones)"
	echo "make clean     remove .venv, caches and demo-township"

setup:
	tools/bootstrap.sh dev $(SCREEN)

run:
	tools/bootstrap.sh run $(SCREEN)
	$(PYTHON) main.py

demo:
	tools/bootstrap.sh run $(SCREEN)
	tools/demo.sh demo-township

test: lint audit
	export QT_QPA_PLATFORM=offscreen
	echo "==> Tests"
	$(PYTHON) -m coverage erase
	tools/run_tests.sh
	tools/coverage_floor.sh

lint:
	tools/bootstrap.sh dev
	echo "==> ruff"
	$(PYTHON) -m ruff check .
	echo "==> mypy"
	$(PYTHON) -m mypy
	echo "==> import contracts"
	.venv/bin/lint-imports --no-logo setup.cfg

audit:
	tools/bootstrap.sh dev
	echo "==> known vulnerabilities"
	$(PYTHON) tools/audit_packages.py

coverage:
	tools/bootstrap.sh dev
	$(PYTHON) -m coverage report

faults:
	tools/bootstrap.sh dev
	if ! command -v strace >/dev/null; then
	    echo "==> strace, to watch what is asked of the disk"
	    $$([ "$$(id -u)" = 0 ] || echo sudo) apt-get install -y -qq strace
	fi
	$(PYTHON) -m tests.faults.long --rounds $(ROUNDS) --seed $(SEED)

pictures:
	tools/bootstrap.sh run
	QT_QPA_PLATFORM=offscreen $(PYTHON) tools/pictures.py --out docs/pictures
	QT_QPA_PLATFORM=offscreen $(PYTHON) tools/person_pictures.py --out docs/pictures

bench:
	tools/bootstrap.sh dev
	for script in benchmarks/bench_*.py; do
	    echo "==> $$script"
	    $(PYTHON) -m benchmarks.$$(basename $$script .py)
	done

lock:
	python3 -m venv .venv-lock
	.venv-lock/bin/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	export UV_CUSTOM_COMPILE_COMMAND="make lock"
	$(COMPILE) requirements/run.in -o requirements/run.lock
	$(COMPILE) requirements/dev.in -c requirements/run.lock -o requirements/dev.lock

clean:
	rm -rf .venv .venv-lock demo-township build dist *.egg-info .coverage .coverage.*
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
