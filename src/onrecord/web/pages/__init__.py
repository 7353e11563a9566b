"""Pages: a module a page (or a few that belong together). ``PAGES`` of each are routed; ``ROUTES`` are for what is no page.

The menu has the sections in this order. A module may also have ``BODIES``: path -> how many bytes a request to it may bring.
"""

from __future__ import annotations

from types import ModuleType

from . import (
    adding,
    articles,
    commitment,
    commitments,
    correcting,
    echoes,
    failures,
    figures,
    front,
    identities,
    log,
    outlets,
    people,
    positions,
    queue,
    reliance,
    search,
    settling,
    speakers,
    statement,
    tokens,
    trying,
)

MODULES: tuple[ModuleType, ...] = (
    *(front, search, articles, statement, people, positions, speakers, echoes, commitments, commitment, figures, outlets, reliance),
    *(queue, failures, log),
)
WRITING: tuple[ModuleType, ...] = (correcting, identities, settling, adding, trying, tokens)
"""Those that there are where persons may write."""
