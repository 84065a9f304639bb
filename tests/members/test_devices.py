"""What kind of device a browser's line tells of."""

import pytest

from members.devices import kind_of

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"


@pytest.mark.parametrize(
    ("line", "browser", "system"),
    [
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36", "chrome", "android"),
        (f"Mozilla/5.0 (Linux; Android 13; SM-A146P) {CHROME} SamsungBrowser/25.0", "samsung", "android"),
        (f"Mozilla/5.0 (Linux; Android 9; CPH2083) {CHROME} OPR/80.3.4244", "opera", "android"),
        ("Opera/9.80 (Android; Opera Mini/8.0.1807/36.1609; U; id) Presto/2.12", "opera", "android"),
        ("Mozilla/5.0 (Linux; U; Android 9; id) Chrome/78.0 UCBrowser/13.4", "uc", "android"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "firefox", "android"),
        (f"{SAFARI} Version/17.5 Mobile/15E148 Safari/604.1", "safari", "iphone"),
        (f"{SAFARI} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1", "chrome", "iphone"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/126.0.0.0",
            "edge",
            "windows",
        ),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/605.1 Version/17.5 Safari/605.1", "safari", "mac"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "chrome", "chromebook"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "firefox", "linux"),
        ("curl/8.5.0", "other", "other"),
        ("", "other", "other"),
        ("x" * 10_000 + "Firefox", "other", "other"),
    ],
)
def test_kind_of(line, browser, system):
    assert kind_of(line) == (browser, system)
