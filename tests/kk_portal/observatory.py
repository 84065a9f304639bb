"""Mozilla's HTTP Observatory as data: what each header is worth, by its published scoring.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (the rules of version 5, as known in
2025). A site begins with 100. Extra credit counts only where the score without it is 90 or more. Of a
rule the first condition that holds decides.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

START, NEEDED_FOR_EXTRA = 100, 90
GRADES = [
    (100, "A+"),
    (90, "A"),
    (85, "A-"),
    (80, "B+"),
    (70, "B"),
    (65, "B-"),
    (60, "C+"),
    (50, "C"),
    (0, "F"),
]
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}


@dataclass
class Scripts(HTMLParser):
    """The addresses of a page's scripts, and whether each carries a digest."""

    found: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "script" and told.get("src"):
            self.found.append((told["src"], "integrity" in told))


@dataclass(frozen=True)
class Site:
    """What a scan sees: the page over HTTPS, and where plain HTTP leads."""

    headers: dict[str, str]  # names in small letters
    cookies: list[str]  # each Set-Cookie
    body: str
    http_status: int
    http_location: str
    host: str
    redirect_has_hsts: bool = False

    @property
    def policy(self) -> dict[str, list[str]]:
        parts = [part.split() for part in self.headers.get("content-security-policy", "").split(";")]
        return {part[0]: part[1:] for part in parts if part}

    def sources(self, name: str) -> list[str]:
        return self.policy.get(name, self.policy.get("default-src", []))

    @property
    def hsts_seconds(self) -> int:
        told = self.headers.get("strict-transport-security", "").replace(" ", "").lower()
        ages = [part.removeprefix("max-age=") for part in told.split(";") if part.startswith("max-age=")]
        return int(ages[0]) if ages and ages[0].isdecimal() else 0

    @property
    def scripts(self) -> list[tuple[str, bool]]:
        reader = Scripts()
        reader.feed(self.body)
        return reader.found

    def each_cookie(self) -> list[tuple[str, set[str]]]:
        """(name, flags in small letters)."""
        split = [[part.strip() for part in cookie.split(";")] for cookie in self.cookies]
        return [(parts[0].partition("=")[0], {part.lower() for part in parts[1:]}) for parts in split]


Rule = list[tuple[str, int, Callable[[Site], bool]]]


def _unsafe(site: Site, *names: str) -> bool:
    words = {"'unsafe-inline'", "data:", "https:", "http:", "*"}
    return any(words & set(site.sources(name)) for name in names)


def _is_session(name: str) -> bool:
    return any(word in name.lower() for word in ("sess", "sesi", "login", "auth"))


def _any_cookie(site: Site, lacks: str, *, session: bool = False) -> bool:
    return any(
        not any(flag.startswith(lacks) for flag in flags)
        for name, flags in site.each_cookie()
        if _is_session(name) or not session
    )


def _is_external(site: Site, address: str) -> bool:
    return "//" in address and not address.startswith(f"https://{site.host}/")


CSP: Rule = [
    ("not implemented", -25, lambda site: not site.policy),
    (
        "unsafe-inline or broad sources of scripts",
        -20,
        lambda site: _unsafe(site, "script-src", "object-src"),
    ),
    ("unsafe-eval", -10, lambda site: "'unsafe-eval'" in site.sources("script-src")),
    ("insecure passive content", -10, lambda site: "http:" in site.sources("img-src")),
    ("unsafe-inline in styles alone", 0, lambda site: _unsafe(site, "style-src")),
    ("no unsafe, default-src 'none'", 10, lambda site: site.policy.get("default-src") == ["'none'"]),
    ("no unsafe", 5, lambda site: True),
]
COOKIES: Rule = [
    ("none", 0, lambda site: not site.cookies),
    ("session cookie without Secure", -40, lambda site: _any_cookie(site, "secure", session=True)),
    ("session cookie without HttpOnly", -30, lambda site: _any_cookie(site, "httponly", session=True)),
    ("cookie without Secure", -20, lambda site: _any_cookie(site, "secure")),
    ("SameSite=None or missing", 0, lambda site: _any_cookie(site, "samesite=")),
    ("SameSite=None", 0, lambda site: any("samesite=none" in flags for _n, flags in site.each_cookie())),
    ("Secure, HttpOnly for sessions, SameSite", 5, lambda site: True),
]
CORS: Rule = [
    (
        "everybody, with credentials",
        -50,
        lambda site: site.headers.get("access-control-allow-credentials") == "true",
    ),
    ("not implemented, or public", 0, lambda site: True),
]
REDIRECTION: Rule = [
    ("no redirection", -20, lambda site: site.http_status not in {301, 302, 307, 308}),
    ("not to HTTPS", -20, lambda site: not site.http_location.startswith("https://")),
    ("to another host first", -5, lambda site: not site.http_location.startswith(f"https://{site.host}/")),
    ("to HTTPS on the same host", 0, lambda site: True),
]
REFERRER: Rule = [
    ("not implemented", 0, lambda site: not site.headers.get("referrer-policy")),
    ("unsafe", -5, lambda site: site.headers["referrer-policy"] in UNSAFE),
    ("invalid", -5, lambda site: site.headers["referrer-policy"] not in PRIVATE),
    ("private", 5, lambda site: True),
]
HSTS: Rule = [
    ("not implemented or invalid", -20, lambda site: not site.hsts_seconds),
    ("less than half a year", -10, lambda site: site.hsts_seconds < HALF_A_YEAR),
    ("half a year or more", 0, lambda site: True),  # on the browsers' preload list it would be 5 more
]
INTEGRITY: Rule = [
    (
        "external script over HTTP",
        -50,
        lambda site: any(address.startswith("http://") for address, _sri in site.scripts),
    ),
    (
        "external script without a digest",
        -5,
        lambda site: any(_is_external(site, address) and not sri for address, sri in site.scripts),
    ),
    (
        "external scripts with digests",
        5,
        lambda site: any(_is_external(site, address) for address, _sri in site.scripts),
    ),
    ("all scripts from the same origin, or none", 0, lambda site: True),
]
NOSNIFF: Rule = [
    ("missing", -5, lambda site: site.headers.get("x-content-type-options", "").lower() != "nosniff"),
    ("nosniff", 0, lambda site: True),
]
FRAMES: Rule = [
    ("by the policy's frame-ancestors", 5, lambda site: site.policy.get("frame-ancestors") == ["'none'"]),
    ("DENY or SAMEORIGIN", 5, lambda site: site.headers.get("x-frame-options") in {"DENY", "SAMEORIGIN"}),
    ("not implemented", -20, lambda site: True),
]
CORP: Rule = [
    (
        "same-origin or same-site",
        10,
        lambda site: site.headers.get("cross-origin-resource-policy") in {"same-origin", "same-site"},
    ),
    ("not implemented, or cross-origin", 0, lambda site: True),
]
RULES: dict[str, Rule] = {
    "Content Security Policy": CSP,
    "Cookies": COOKIES,
    "Cross Origin Resource Sharing": CORS,
    "Redirection": REDIRECTION,
    "Referrer Policy": REFERRER,
    "Strict Transport Security": HSTS,
    "Subresource Integrity": INTEGRITY,
    "X-Content-Type-Options": NOSNIFF,
    "X-Frame-Options": FRAMES,
    "Cross Origin Resource Policy": CORP,
}


def results(site: Site) -> dict[str, tuple[str, int]]:
    """Of each rule what was found, and what it is worth."""
    found = {}
    for name, rule in RULES.items():
        found[name] = next((words, worth) for words, worth, holds in rule if holds(site))
    return found


def score(site: Site) -> int:
    worths = [worth for _words, worth in results(site).values()]
    without = START + sum(worth for worth in worths if worth < 0)
    extra = sum(worth for worth in worths if worth > 0) if without >= NEEDED_FOR_EXTRA else 0
    return max(without + extra, 0)


def grade(points: int) -> str:
    return next(name for least, name in GRADES if points >= least)
