# Two commands for everybody: `make demo` and `make test`. The first run creates .venv from the locked versions.

PYTHON ?= python3
# each worker collects all tests, five seconds of work; the tests wait for processes and servers: four leave the cores idle at times
WORKERS ?= 5
FUZZ_SECONDS ?= 600
BENCH ?= full
RUNS ?= 0
BIN := .venv/bin
# the tests start many processes, and each would compile the package again
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup --durations 10
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-emit-package pulumi-arize --no-emit-package pulumi-arize-testing \
	--custom-compile-command "make lock"

.PHONY: demo test test-fast record check docs soak fuzz bench plugin format generate pictures release-check lock clean

demo: .venv/.demo-installed  ## run the quickstart against the emulator, step by step
	@$(BIN)/python tools/demo.py

test: .venv/.dev-installed  ## run the tests
	@echo "Running the tests"
	@$(PYTEST) $(TESTS)

test-fast: .venv/.dev-installed  ## run the tests of the inner loop: models, lifecycle, API client, one lifecycle through each front end; no property-based tests
	@$(PYTEST) tests/model tests/lifecycle tests/api tests/test_settings.py tests/e2e/test_life.py -k "not pulumi-" -m "not soak and not hypothesis"

record: .venv/.dev-installed  ## record again what the real engine does in the scenarios of the tests; needs pulumi on PATH
	@$(BIN)/python -m tests.engine.record $(SCENARIOS)

check: .venv/.dev-installed $(BIN)/actionlint docs  ## check format, lint, workflows, types, layers and the documentation
	@echo "Checking format and lint"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@echo "Checking the workflows"
	@$(BIN)/zizmor --offline --quiet .github
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml examples/ci/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/bug.yml .github/ISSUE_TEMPLATE/feature.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@if [ -x $(BIN)/actionlint ]; then $(BIN)/actionlint .github/workflows/*.yml examples/ci/*.yml; fi
	@echo "Checking types"
	@$(BIN)/mypy
	@echo "Checking the layers"
	@$(BIN)/lint-imports

docs: .venv/.dev-installed  ## build the documentation in build/site
	@echo "Building the documentation"
	@# --quiet would also silence the warnings that must fail the build
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

soak: .venv/.dev-installed  ## run the long tests in full, for hours: CRASHES=200 LOAD=1000 KILLS=100, or fewer; ENGINE=embedded for one engine
	@SOAK=1 $(BIN)/python -m pytest -s -m soak $(if $(ENGINE),-k "$(ENGINE)") $(TESTS)

fuzz: .venv/.dev-installed  ## fuzz with atheris for FUZZ_SECONDS=600
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --target .fuzz atheris || true
	@PYTHONPATH=.fuzz $(BIN)/python -m tests.fuzz.atheris_target -max_total_time=$(FUZZ_SECONDS) -max_len=600 \
		-artifact_prefix=.fuzz/

bench: .venv/.dev-installed  ## measure the overhead, for half an hour or RUNS=2 times; BENCH=small tests in a minute that it works
	@$(BIN)/python -m bench --form $(BENCH) --runs $(RUNS) --json bench.json

format: .venv/.dev-installed  ## format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

plugin: .venv/.dev-installed  ## build the archives of the native plugin
	@$(BIN)/python tools/build_plugin.py

generate: .venv/.dev-installed  ## write what is derived from the models
	@$(BIN)/python -m tools.generate

pictures: .venv/.dev-installed  ## create the pictures of the documentation again; needs Chromium and pulumi on PATH
	@$(BIN)/python -m tools.screenshots

release-check: .venv/.demo-installed  ## build what would be published, install it outside the checkout, and use it
	@$(BIN)/python tools/release_check.py $(if $(TAG),--tag "$(TAG)") $(if $(REPOSITORY),--repository "$(REPOSITORY)")

lock: .venv/.dev-installed  ## lock the newest versions that pyproject.toml allows
	@$(BIN)/pip install --quiet uv
	@$(LOCK) --upgrade --group dev requirements/demo.in --output-file requirements/dev.txt
	@$(LOCK) --upgrade --constraint requirements/dev.txt requirements/demo.in --output-file requirements/demo.txt
	@$(LOCK) --upgrade --constraint requirements/dev.txt pyproject.toml --output-file requirements/plugin.txt
	@$(LOCK) --upgrade requirements/release.in --output-file requirements/release.txt
	@$(LOCK) --upgrade tests/toolchains/installers/requirements.in --output-file tests/toolchains/installers/requirements.txt

clean:  ## remove what the other targets created
	rm -rf .venv .fuzz .demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/.created:
	@echo "Creating the virtual environment .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

# a Go module: the package on PyPI fetches its program from elsewhere
$(BIN)/actionlint: | .venv/.created
	@GOBIN=$(CURDIR)/$(BIN) go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 \
		|| echo "actionlint cannot be installed: the workflows are checked without it"

.venv/.%-installed: requirements/%.txt pyproject.toml testing/pyproject.toml | .venv/.created
	@echo "Installing the locked packages of requirements/$*.txt (once, a minute or two)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e ./testing
	@touch $@
