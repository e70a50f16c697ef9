PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/pip:
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Cần Python 3.11 trở lên và mô-đun venv. Trên Debian, Ubuntu: sudo apt-get install python3 python3-venv'; \
	  echo 'Python ở chỗ khác thì thêm PYTHON=..., ví dụ: make demo PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.txt pyproject.toml | $(BIN)/pip
	@echo "Cài thư viện (một lần, khoảng một phút)…"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/runtime
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/runtime ## the libraries, without starting anything

demo: $(VENV)/runtime ## the service with a local Telegram and phones in the browser
	@exec $(BIN)/bcn demo

run: $(VENV)/runtime ## the service with the settings of .env
	@exec $(BIN)/bcn run

lint: $(VENV)/dev ## ruff, strict types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## everything that must pass
	$(BIN)/pytest -n 2 --dist loadgroup -m "not trial" -rs

trials: $(VENV)/dev ## the long, bounded trials
	$(BIN)/pytest -m trial

bench: $(VENV)/dev ## the measurements, beside peers in the same run
	$(BIN)/python -m benchmarks

lock: $(VENV)/dev ## compile the pinned requirements anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt

.PHONY: help install demo run lint test trials bench lock
