"""The desk: a web application over a store, and an HTTP API that says what the Python API says.

from onrecord import Store
from onrecord.web import create_app

app = create_app(Store("news.db", create=False))  # any ASGI server; `onrecord serve news.db` runs it with uvicorn
"""

from __future__ import annotations

from .app import create_app

__all__ = ["create_app"]
