"""What kind of phone or computer somebody logs in with, in words that she recognises.

Of the line that a browser sends (often with the very model of the phone) only the kind is kept, and of
the address nothing: a list of one's own logins must not become a record of where she was.
"""

import re

from .enums import Browser, System

# The first that fits: nearly every browser also calls itself Chrome and Safari.
BROWSERS = (
    (r"UCBrowser|UCWEB", Browser.UC),
    (r"SamsungBrowser", Browser.SAMSUNG),
    (r"Edg(e|A|iOS)?/", Browser.EDGE),
    (r"OPR/|OPiOS|Opera", Browser.OPERA),
    (r"Firefox|FxiOS", Browser.FIREFOX),
    (r"Chrom(e|ium)/|CriOS", Browser.CHROME),
    (r"Version/[\d.]+ .*Safari/", Browser.SAFARI),
)
SYSTEMS = (
    (r"Android", System.ANDROID),
    (r"iPhone|iPod", System.IPHONE),
    (r"iPad", System.IPAD),
    (r"Windows", System.WINDOWS),
    (r"Macintosh|Mac OS X", System.MAC),
    (r"CrOS", System.CHROMEBOOK),
    (r"Linux|X11", System.LINUX),
)
READ = 400  # characters; what is longer no browser sends


def kind_of(user_agent: str) -> tuple[Browser, System]:
    """Browser and device by the line that the browser sends; "other" for what is not known."""
    told = user_agent[:READ]
    return _first(BROWSERS, told, Browser.OTHER), _first(SYSTEMS, told, System.OTHER)


def _first(kinds, told: str, otherwise):
    return next((kind for pattern, kind in kinds if re.search(pattern, told)), otherwise)
