"""What a phone must fetch to record a complaint: the page and all it loads, as Chromium counts the bytes."""

import re
import shutil
from dataclasses import dataclass, field

from .findings import Finding
from .load import Client
from .pages import PASSWORD, USERNAME
from .server import Server

KINDS = {"A": "kekerasan", "B": "perlindungan-sosial"}
PAGES = {"login": "/masuk/", "list": "/pengaduan/", "totals": "/rekap/"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Load:
    """What one page made the browser fetch over the network; what its own cache gave again is no request."""

    asked: dict[str, str] = field(default_factory=dict)  # address by request
    received: dict[str, int] = field(default_factory=dict)  # bytes by request

    def ask(self, event: dict) -> None:
        self.asked[event["requestId"]] = event["request"]["url"]

    def finish(self, event: dict) -> None:
        if event["encodedDataLength"]:
            self.received[event["requestId"]] = event["encodedDataLength"]

    @property
    def requests(self) -> list[str]:
        return [self.asked[request] for request in self.received]

    @property
    def kilobytes(self) -> float:
        return sum(self.received.values()) / 1000

    @property
    def names(self) -> list[str]:
        """Without the hash that the manifest puts into a file's name."""
        files = [url.partition("?")[0].rpartition("/")[2] for url in self.requests]
        return [re.sub(r"\.[0-9a-f]{12}\.", ".", name) or "the page" for name in files]


def measure(server: Server) -> list[Finding]:
    from playwright.sync_api import sync_playwright  # a development tool; the other parts run without it

    findings = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cookies = Client(server.port).login(USERNAME, PASSWORD).cookies
        for kind, word in KINDS.items():
            load = _load(browser, server, cookies, f"/pengaduan/catat/?jenis={word}")
            findings += _held(f"record form, kind {kind}", load, server)
        for name, path in PAGES.items():
            load = _load(browser, server, {} if name == "login" else cookies, path)
            note = f"{len(load.requests)} requests"
            findings.append(Finding(f"{name}, with all it loads", load.kilobytes, "KB", note=note))
        browser.close()
    return findings


def _held(what: str, load: Load, server: Server) -> list[Finding]:
    foreign = [url for url in load.requests if not url.startswith(_origin(server))]
    return [
        Finding(f"{what}, with all it loads", load.kilobytes, "KB", most=40, note="heads and bodies"),
        Finding(f"{what}: requests", len(load.requests), most=6, note=", ".join(load.names)),
        Finding(f"{what}: from other hosts", len(foreign), most=0),
    ]


def _load(browser, server: Server, cookies: dict[str, str], path: str) -> Load:
    """Heads and bodies as they came over the wire (CDP's encodedDataLength)."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(
        [{"name": name, "value": value, "url": _origin(server)} for name, value in cookies.items()]
    )
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    load = Load()
    devtools.on("Network.requestWillBeSent", load.ask)
    devtools.on("Network.loadingFinished", load.finish)
    page.goto(_origin(server) + path, wait_until="networkidle")
    if page.url != _origin(server) + path:
        raise RuntimeError(f"{path} led to {page.url}.")
    context.close()
    return load


def _origin(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"
