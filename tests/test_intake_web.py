"""Fetching: politely, within limits, and never to an address inside."""

import gzip
import ipaddress
import itertools
import json
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served import BODY, Site, drip, page, served

from onrecord.article import Article
from onrecord.intake import Failure, IntakeError, Web, read_source
from onrecord.intake.web import addresses
from onrecord.intake.web.addresses import is_public


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


class Waits(list[float]):
    """Where the seconds go that would be slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def web(waits: Waits) -> Web:
    return Web(allow_private=True, delay=0, timeout=10, sleep=waits)


def failure(source: str, web: Web) -> str:
    (found,) = read_source(source, web=web)
    assert isinstance(found, Failure), found
    assert found.source == source
    return found.message


def article(source: str, web: Web, **options: str) -> Article:
    (found,) = read_source(source, web=web, **options)
    assert isinstance(found, Article), found
    return found


def test_a_page(site: Site, web: Web) -> None:
    site.answers["/news/1?id=a%20b"] = page(
        "Bridge shut", '<meta property="article:published_time" content="2019-03-14T10:00:00Z">'
    )
    found = article(f"{site.url}/news/1?id=a%20b#top", web, published="2020-01-01")
    assert (found.id, found.url) == (f"{site.url}/news/1?id=a%20b", f"{site.url}/news/1?id=a%20b")
    assert (found.title, found.published) == ("Bridge shut", "2019-03-14")
    assert BODY.strip() in found.text
    assert site.asked == ["/robots.txt", "/news/1?id=a%20b"]
    assert site.agents == {web.user_agent}


def test_who_asks_is_said(site: Site, waits: Waits) -> None:
    site.answers["/"] = page()
    web = Web(allow_private=True, delay=0, contact="desk@courier.example\r\nX: y", sleep=waits)
    article(f"{site.url}/", web)
    (agent,) = site.agents
    assert agent is not None
    assert agent.startswith("onrecord/")
    assert agent.endswith("(desk@courier.example X: y)")
    with pytest.raises(ValueError, match="ASCII"):
        Web(contact="bürgermeister@harwick.example")


def test_other_forms(site: Site, web: Web) -> None:
    lines = "".join(json.dumps({"text": f"{BODY} {i}", "id": i}) + "\n" for i in range(3)).encode()
    site.answers["/a.txt"] = (200, {"Content-Type": "text/plain; charset=utf-8"}, BODY.encode())
    site.answers["/page"] = (200, {"Content-Type": "text/plain"}, page())
    site.answers["/lines"] = (200, {"Content-Type": "application/x-ndjson"}, lines)
    site.answers["/a.jsonl.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(lines))
    site.answers["/a.csv"] = (200, {"Content-Type": "text/csv"}, f"id,body\n7,{BODY.split(',')[0]}\n".encode())
    found = article(f"{site.url}/a.txt", web)
    assert (found.text, found.id, found.url) == (BODY, f"{site.url}/a.txt", f"{site.url}/a.txt")
    assert article(f"{site.url}/page", web).title == "Council waits for the audit"
    for path in ("/lines", "/a.jsonl.gz"):
        assert [a.id for a in read_source(site.url + path, web=web) if isinstance(a, Article)] == ["0", "1", "2"]
    assert article(f"{site.url}/a.csv", web).id == "7"


def test_charset_of_the_answer(site: Site, web: Web) -> None:
    markup = page("Zażółć gęślą jaźń").decode().encode("iso-8859-2")
    site.answers["/"] = (200, {"Content-Type": "text/html; charset=ISO-8859-2"}, markup)
    assert article(f"{site.url}/", web).title == "Zażółć gęślą jaźń"


def test_compressed_answers(site: Site, web: Web) -> None:
    site.answers["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(page()))
    article(f"{site.url}/", web)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(60 << 20)))
    assert "larger than 50 MiB" in failure(f"{site.url}/bomb", web)
    packed = gzip.compress(page())
    for path, body in {"/damaged": packed[:-20] + b"x" * 12, "/cut": packed[:-5]}.items():
        site.answers[path] = (200, {"Content-Encoding": "gzip"}, body)
        assert "compressed with gzip and" in failure(site.url + path, web)
    site.answers["/br"] = (200, {"Content-Encoding": "br"}, packed)
    assert "not asked for" in failure(f"{site.url}/br", web)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((404, {}, b""), "404 (Not Found)"),
        ((403, {}, b""), "403"),
        ((418, {}, b""), "418"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), "application/pdf"),
        ((200, {"Content-Type": "video/mp4"}, b"\x00"), "video/mp4"),
        ((200, {}, b"%PDF-1.7\n"), "a PDF file"),
        ((200, {}, b""), "no article"),
        ((200, {"Content-Type": "text/plain"}, b" "), "empty"),
        ((200, {"Content-Type": "application/json"}, b"{]"), "text"),
    ],
)
def test_what_is_no_article(site: Site, web: Web, answer: tuple[int, dict[str, str], bytes], says: str) -> None:
    site.answers["/x"] = answer
    if says != "text":
        assert says in failure(f"{site.url}/x", web)
    else:
        assert article(f"{site.url}/x", web).text == "{]"
    assert site.pages == ["/x"]


def test_robots_are_obeyed(site: Site, web: Web, waits: Waits) -> None:
    rules = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /inside/*.html\nAllow: /inside/open.html\nCrawl-delay: 7\n"
    )
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    site.answers |= {
        "/inside/open.html": page("Open"),
        "/inside/shut.html": page("Shut"),
        "/moved": (301, {"Location": "/inside/shut.html"}, b""),
    }
    article(f"{site.url}/inside/open.html", web)
    assert 'does not let "onrecord" fetch it' in failure(f"{site.url}/inside/shut.html", web)
    assert 'does not let "onrecord" fetch it' in failure(f"{site.url}/moved", web)
    assert site.asked == ["/robots.txt", "/inside/open.html", "/moved"]
    assert len(waits) == 1
    assert 6 < waits[0] <= 7


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_that_cannot_be_had(site: Site, web: Web, status: int, fetched: bool) -> None:
    site.answers |= {"/robots.txt": (status, {}, b""), "/a": page(), "/b": page()}
    for path in ("/a", "/b"):
        if fetched:
            article(site.url + path, web)
        else:
            assert "nothing is fetched" in failure(site.url + path, web)
    assert site.pages == (["/a", "/b"] if fetched else [])


def test_a_robots_txt_that_asks_for_too_much(site: Site, web: Web) -> None:
    site.answers |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 86400", "/a": page()}
    assert "86400 seconds" in failure(f"{site.url}/a", web)


def test_an_endless_robots_txt_counts_as_far_as_it_must(site: Site, web: Web) -> None:
    site.answers["/robots.txt"] = drip(
        lambda: itertools.chain([b"User-agent: *\nDisallow: /no\n"], itertools.repeat(b"#" * 9999 + b"\n"))
    )
    site.answers |= {"/yes": page(), "/no": page()}
    article(f"{site.url}/yes", web)
    assert "robots.txt" in failure(f"{site.url}/no", web)


def test_pauses_between_requests_to_a_host(site: Site, waits: Waits) -> None:
    site.answers |= {"/a": page("A"), "/b": page("B")}
    web = Web(allow_private=True, delay=5, sleep=waits)
    for path in ("/a", "/b"):
        article(site.url + path, web)
    assert len(waits) == 2  # robots.txt, /a, /b
    assert 4 < waits[0] <= 5
    assert 8 < waits[1] <= 10  # the first pause was not really slept
    with served() as other:
        other.answers["/"] = page()
        article(f"{other.url}/", web)
        assert len(waits) == 3  # only between its own robots.txt and page


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(site: Site, web: Web, waits: Waits, status: int) -> None:
    left = [2]

    def later(handler) -> None:
        left[0] -= 1
        if left[0] < 0:
            body = page()
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        else:
            handler.wfile.write(b"HTTP/1.1 %d X\r\nRetry-After: 17\r\nContent-Length: 0\r\n\r\n" % status)

    site.answers["/"] = later
    article(f"{site.url}/", web)
    assert waits == [17, 17]
    left[0] = 9
    assert f"{status}" in failure(f"{site.url}/", web)
    assert site.pages == ["/"] * 6


@pytest.mark.parametrize(
    ("after", "says"), [("3600", "3600 seconds"), ("Wed, 21 Oct 2099 07:28:00 GMT", "seconds"), ("soon", "3 times")]
)
def test_retry_after_of_any_kind(site: Site, web: Web, after: str, says: str) -> None:
    site.answers["/"] = (503, {"Retry-After": after}, b"")
    assert says in failure(f"{site.url}/", web)


def test_broken_connections_are_tried_again(site: Site, web: Web, waits: Waits) -> None:
    site.answers["/cut"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n<p>Harwick")
    site.answers["/gone"] = lambda handler: handler.connection.close()
    site.answers["/rubbish"] = lambda handler: handler.wfile.write(b"\x00\xff\r\n\r\n")
    for path in ("/cut", "/gone", "/rubbish"):
        assert "does not answer as it should" in failure(site.url + path, web)
        assert site.pages.count(path) == 3
    assert len(waits) == 6


def test_nobody_there(web: Web) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert "does not answer" in failure(f"http://127.0.0.1:{closed.getsockname()[1]}/", web)


@pytest.mark.parametrize("slow", ["head", "body", "chunks", "closing"])
def test_a_server_that_answers_a_byte_at_a_time(site: Site, waits: Waits, slow: str) -> None:
    markup = page()
    head = {
        "head": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000,
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(markup),
        "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "closing": b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
    }[slow]

    def drop(handler) -> None:
        try:
            if slow != "head":
                handler.wfile.write(head)
            for byte in head if slow == "head" else markup:
                piece = bytes([byte])
                handler.wfile.write(b"1\r\n" + piece + b"\r\n" if slow == "chunks" else piece)
                time.sleep(0.1)
        except OSError:
            pass

    site.answers["/"] = drop
    began = time.monotonic()
    assert "longer than 1 second" in failure(f"{site.url}/", Web(allow_private=True, delay=0, timeout=1, sleep=waits))
    assert time.monotonic() - began < 60  # and not the minutes that it would take
    assert site.pages == ["/"] * 3


def test_an_endless_page_and_an_endless_feed(site: Site, web: Web) -> None:
    site.answers["/page"] = drip(lambda: itertools.chain([page()], itertools.repeat(b"<p>more</p>" * 5000)))
    item = b"<item><link>http://127.0.0.1/x</link><title>x</title></item>" * 1000
    site.answers["/feed"] = drip(lambda: itertools.chain([b"<rss><channel>"], itertools.repeat(item)), "application/rss+xml")
    for path in ("/page", "/feed"):
        assert "larger than 50 MiB" in failure(site.url + path, web)


def test_redirects(site: Site, web: Web) -> None:
    site.answers |= {f"/{i}": (302, {"Location": f"/{i + 1}"}, b"") for i in range(5)}
    site.answers |= {
        "/5": page(),
        "/loop": (307, {"Location": "/loop"}, b""),
        "/ftp": (301, {"Location": "ftp://a.example/x"}, b""),
    }
    site.answers["/file"] = (301, {"Location": "file:///etc/hostname"}, b"")
    assert article(f"{site.url}/0", web).url == f"{site.url}/5"
    assert "more than 5 times" in failure(f"{site.url}/loop", web)
    for path in ("/ftp", "/file"):
        assert "only http:// and https://" in failure(site.url + path, web)


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http:///x", "https://a.example:99999/", "http://" + "a" * 300 + "/", "http://a..b/"]
)
def test_addresses_that_are_none(web: Web, url: str) -> None:
    assert "address" in failure(url, web)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001:db8::1",
        ),
        *("2001:0:808:808::80ff:fffe", "nonsense", ""),
    ],
)
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_all_its_forms(address: ipaddress.IPv4Address) -> None:
    public = is_public(str(address))
    assert is_public(f"::ffff:{address}") == public
    assert is_public(str(ipaddress.IPv6Address((0x64FF9B << 96) | int(address)))) == public
    assert not (public and not address.is_global)


def test_private_addresses_are_not_asked(site: Site) -> None:
    site.answers["/"] = page()
    port = site.url.rsplit(":", 1)[1]
    web = Web(delay=0)
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"):
        message = failure(f"http://{host}:{port}/", web)
        assert "not on the public internet; --allow-private" in message
    assert site.asked == []


def test_redirects_to_addresses_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    with served("127.0.0.2") as inside:
        inside.answers["/"] = page()
        site.answers["/"] = (302, {"Location": f"{inside.url}/"}, b"")
        assert "127.0.0.2" in failure(f"{site.url}/", Web(delay=0))
        site.answers["/robots.txt"] = (302, {"Location": f"{inside.url}/robots.txt"}, b"")
        assert "127.0.0.2" in failure(f"{site.url}/", Web(delay=0))
        assert inside.asked == []


def test_a_name_that_leads_elsewhere_at_a_second_look(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    port = int(site.url.rsplit(":", 1)[1])
    looks: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looks.append(host)
        address = "127.0.0.1" if len(looks) % 2 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.answers["/"] = page()
    # robots.txt: the first look, allowed; the page: the second look, refused. No look goes unjudged.
    assert "127.0.0.2" in failure(f"http://courier.example:{port}/", Web(delay=0))
    assert looks == ["courier.example"] * 2
    assert site.asked == ["/robots.txt"]


def test_of_many_addresses_only_public_ones_are_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, int(site.url.rsplit(":", 1)[1]))) for a in ("127.0.0.2", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    site.answers["/"] = page()
    article("http://courier.example/", Web(delay=0))


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch, web: Web) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no host courier.example" in failure("https://courier.example/", web)


def test_get_raises_what_it_says(web: Web) -> None:
    with pytest.raises(IntakeError, match="only http"):
        web.get("gopher://a.example/")
