"""Who speaks: names, roles, kinds of speakers, and what pronouns and descriptions stand for."""

from .layer import Resolver, resolve

__all__ = ["Resolver", "resolve"]
