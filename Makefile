# Each line only calls tools/dev.py, which needs nothing but Python 3.11 or newer.
PYTHON ?= python3

.PHONY: setup demo test check bench stop

setup demo test check bench stop:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
