# Every command here can be run twice. `make` alone lists them.
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
DEV := DEBUG=1 $(PY) manage.py
# What `check --deploy` is shown in place of a real production environment. Nothing connects to these.
PRODUCTION := DEBUG=0 SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=claims.example.org \
	DATABASE_URL=postgres://db.invalid/newsroom REDIS_URL=redis://redis.invalid

.PHONY: help run test check bench eval lock clean
.DEFAULT_GOAL := help

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: ## Set up, import seeds/, and serve http://127.0.0.1:8000 (PORT=…) with a worker
	@scripts/venv.sh runtime
	@$(DEV) migrate --verbosity 0
	@$(DEV) import_articles seeds/ || [ $$? -eq 1 ] # 1: some files were refused, each by name
	@$(DEV) setup_demo
	@DEBUG=1 PORT=$(PORT) exec $(PY) manage.py serve

test: ## Set up what the tests need and run all of them (ARGS="-k name" runs some)
	@scripts/venv.sh dev
	@exec $(PY) -m scripts.run_tests $(ARGS)

check: ## Format, lint, types, import rules, migrations, system checks
	@scripts/venv.sh dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	DEBUG=1 $(PY) -m mypy
	.venv/bin/lint-imports
	$(DEV) makemigrations --check --dry-run
	$(DEV) check --fail-level WARNING
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

bench: ## Pages per second, peak memory, growth from 100 to 10,000 articles: five minutes (ARGS=--quick: to 1,000)
	@scripts/venv.sh runtime
	@$(PY) -m scripts.bench seeds/ $(ARGS)

eval: ## Score extraction on labelled articles: DATA=folder with *.jsonl and score.py
	@scripts/venv.sh runtime
	@$(PY) -m scripts.evaluate $(if $(DATA),$(DATA),$(error DATA=folder is missing))

lock: ## Compile requirements*.in into the locked requirements*.txt
	@command -v uv >/dev/null || { echo "error: uv is missing: pip install uv" >&2; exit 1; }
	uv pip compile --generate-hashes --python-version 3.11 --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile --generate-hashes --python-version 3.11 --no-emit-index-url -c requirements.txt requirements-dev.in -o requirements-dev.txt

clean: ## Remove the environment and every cache; the data in var/ stays
	rm -rf .venv var/tests var/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
