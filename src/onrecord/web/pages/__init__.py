"""Pages: a module a page (or a few that belong together). ``PAGES`` of each are routed; ``ROUTES`` are for what is no page.

The menu has the sections in this order. A module may also have ``BODIES``: path -> how many bytes a request to it may bring.
"""

from __future__ import annotations

from types import ModuleType

from . import (
    adding,
    articles,
    commitments,
    correcting,
    failures,
    figures,
    front,
    log,
    outlets,
    queue,
    search,
    speakers,
    statement,
)

MODULES: tuple[ModuleType, ...] = (
    *(front, search, articles, statement, speakers, commitments, figures, outlets),
    *(queue, failures, log),
)
WRITING: tuple[ModuleType, ...] = (correcting, adding)
"""Those that there are where persons may write."""
