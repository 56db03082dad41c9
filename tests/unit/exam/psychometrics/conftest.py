"""The published example, and simulated sittings that several tests look at."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from practicum.exam.psychometrics.responses import simulated


@pytest.fixture(scope="session")
def published():
    spec = importlib.util.spec_from_file_location("lsat6", Path(__file__).with_name("lsat6.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def lsat6(published):
    return published.lsat6()


@pytest.fixture(scope="session")
def known():
    """A sitting whose difficulties and slopes are known: 1,200 candidates, 24 questions."""
    draws = np.random.default_rng(11)
    difficulties, slopes = draws.uniform(-1.5, 1.5, 24), draws.uniform(0.7, 1.6, 24)
    return simulated(1_200, difficulties, slopes, seed=12), difficulties, slopes
