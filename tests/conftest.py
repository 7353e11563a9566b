"""Parts that many tests share: the reader, loaded once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from onrecord import Reader

# no test is timed: the machine's load is no property of the code
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(threads=2)
