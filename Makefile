# Practicum. Two commands matter: `make lab` opens the course, `make test` runs every check.
# Each target brings what it needs: the first call makes .venv from the locks, later calls find it there.
# Works with the make of macOS (GNU 3.81). On Windows, and with conda, see README.md.

LAB_ARGS  ?=
TEST_ARGS ?=
DEMO_ARGS ?=
BENCH     ?= run home desk drill spread view grading
PRACTICUM  = .venv/bin/practicum
PYTEST     = .venv/bin/pytest

.PHONY: help lab test check build grade-demo exam-demo bench lint lock learner tools

help:
	@echo "make lab         open the course in JupyterLab          (LAB_ARGS='--no-browser --port 8890')"
	@echo "make test        every check; what CI runs              (TEST_ARGS='-k drill')"
	@echo "make check       lint, types, quick unit tests and laws: four minutes on two cores"
	@echo "make build       derive notebooks, assignments and datasets from their sources"
	@echo "make grade-demo  grade a synthetic cohort and compare with what was expected"
	@echo "make exam-demo   run an examination of sixty invented candidates, from bank to technical report"
	@echo "make bench       measure how long the course takes a machine  (BENCH='drill view' for some of it,"
	@echo "                 BENCH='exam_forms exam_stats exam_families exam_marks' for the examination)"
	@echo "make lock        write the locks again after a change in pyproject.toml"

learner:
	@bin/bootstrap lab

tools:
	@bin/bootstrap test

lab: learner
	@$(PRACTICUM) lab $(LAB_ARGS)

lint: tools
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

check: lint
	$(PYTEST) -q -n auto tests/unit tests/laws -m "not slow and not browser" $(TEST_ARGS)

# Lint and types first, since they fail fastest; then one pytest run, whose closing line is the verdict. It holds
# the rebuild of every derived file (tests/laws) and the comparison of stored outputs (tests/notebooks). One
# after the other, since a browser, its JupyterLab and its kernels share the machine; TEST_ARGS='-n 2 --dist loadfile'
# is faster where there is room.
test: lint
	$(PYTEST) $(TEST_ARGS)

build: tools
	@$(PRACTICUM) build

grade-demo: tools
	@$(PRACTICUM) grade-demo

exam-demo: tools
	@$(PRACTICUM) exam demo $(DEMO_ARGS)

bench: tools
	@for one in $(BENCH); do .venv/bin/python bench/$$one.py || exit 1; done

lock: tools
	@bin/lock
