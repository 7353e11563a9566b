"""robots.txt (RFC 9309): what a site lets be fetched, and how fast."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from ..problems import IntakeError

_MOST_SITES = 1000
MAX_ROBOTS = 500 << 10  # bytes that count, as in the RFC


class NotPublic(IntakeError):
    """The address is not one of the public internet, whatever its robots.txt may say."""


class Robots:
    """The rules of every site that was asked for, kept for the last thousand.

    ``get``: from the address of a robots.txt to its text, "" where the site has none. What it raises is raised
    again for every page of the site, whose rules are then unknown.
    """

    def __init__(self, agent: str, get: Callable[[str], str]) -> None:
        self._agent = agent
        self._get = get
        self._sites: OrderedDict[str, object] = OrderedDict()

    def check(self, url: str) -> float:
        """Seconds between two requests that the site asks for (0 where it asks for none).

        Raises ``IntakeError`` where ``url`` may not be fetched.
        """
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            try:
                self._sites[site] = Protego.parse(self._get(f"{site}/robots.txt"))
            except IntakeError as error:
                self._sites[site] = error
            while len(self._sites) > _MOST_SITES:
                self._sites.popitem(last=False)
        self._sites.move_to_end(site)
        rules = self._sites[site]
        if isinstance(rules, NotPublic):
            raise rules
        if not isinstance(rules, Protego):
            raise IntakeError(f"the robots.txt of {parts.netloc} cannot be read, so nothing is fetched from there: {rules}")
        if not rules.can_fetch(url, self._agent):
            raise IntakeError(
                f'the robots.txt of {parts.netloc} does not let "{self._agent}" fetch it; ask the site for the article'
            )
        rate = rules.request_rate(self._agent)
        return max(rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)
