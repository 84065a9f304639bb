"""Masks the names and numbers of a case's persons where they stand in a text. Pure: texts in, text out.

A mask, not a seal: nicknames, misspellings and "her aunt, the shopkeeper" pass. ``mask`` is for the short
texts that officers and volunteers exchange about a sealed case, whose story is not shown at all; ``Cover``
for a case on paper in which every name is a letter.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

MASK = "•••"
SHORTEST = 3  # "Ni", "I", "bt": shorter words of a name are words of every sentence
# Words that stand in names and in every sentence; masking them would hide nothing and spoil the text.
COMMON = frozenset(
    {"ibu", "bapak", "pak", "anak", "adik", "kakak", "nenek", "kakek", "mama", "papa", "bin", "binti"}
    | {"alias", "haji", "hajah", "inaq", "amaq", "dan", "yang"}
)
GAP = r"[\s().\-‐-―/]{0,3}"
LONGEST = 8  # words of one name; a text of nothing but "ibu" is not searched for names again and again
WORD = re.compile(r"\w+")
SUFFIX = re.compile(r"(?:nya|ku|mu|lah|kah|pun)$")  # "Sitinya", "Sitilah": she is still Siti
BETWEEN = re.compile(r"[ \t\u00a0]{1,3}|\. ?|['’\-]")  # two words of one name
GLUE = r"[ \t]?"
ANY_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")
ANY_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s().\-]{0,2}[2-9](?:[\s.\-]{0,2}\d){7,11}(?!\d)")
ANY_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)")
ANYBODYS = (ANY_MAIL, ANY_PHONE, ANY_NUMBER)


class Run(NamedTuple):
    """Tokens ``first`` up to ``after`` of a text, ending at its character ``end``, are ``label``."""

    first: int
    after: int
    end: int
    label: str


def mask(text: str, *, names: Iterable[str] = (), numbers: Iterable[str] = ()) -> str:
    """``text`` with every word of ``names`` (any case) and every number (any spelling) as •••.

    ``numbers`` are phones (E.164), NIK or Kartu Keluarga; a phone is found as 0812…, 62812…, +62 812-….
    """
    patterns = [*(_number(number) for number in numbers), _names(names)]
    for pattern in filter(None, patterns):
        text = pattern.sub(MASK, text)
    return text


def mask_persons(text: str, persons: Iterable) -> str:
    """The same for persons of a case (``identity`` with name, phone, nik, family_card)."""
    identities = [person.identity for person in persons]
    names = [identity.get("name", "") for identity in identities]
    numbers = [identity.get(key, "") for identity in identities for key in ("phone", "nik", "family_card")]
    return mask(text, names=names, numbers=numbers)


def _names(names: Iterable[str]) -> re.Pattern | None:
    words = {word.casefold() for name in names for word in WORD.findall(name)}
    words = sorted(filter(_tells, words), key=len)
    if not words:
        return None
    found = "|".join(re.escape(word) for word in reversed(words))
    # "Sitinya", "Sitilah": a suffix does not make another person of her.
    return re.compile(rf"\b(?:{found})(?=(?:nya|ku|mu|lah|kah|pun)?\b)", re.IGNORECASE)


def _number(number: str) -> re.Pattern | None:
    digits = re.sub(r"\D", "", number)
    if len(digits) < 5:
        return None
    if number.startswith("+62"):
        return re.compile(rf"(?<!\d)(?:\+?62{GAP}(?:0{GAP})?|0{GAP})?{GAP.join(digits[2:])}(?!\d)")
    return re.compile(rf"(?<!\d)\+?{GAP.join(digits)}(?!\d)")


def _tells(word: str) -> bool:
    """Whether a word of a name means somebody also where it stands alone."""
    return len(word) >= SHORTEST and word not in COMMON


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _phrase(phrase: str) -> re.Pattern:
    """``phrase`` with or without its spaces: "Banjar Sari" is Banjarsari."""
    letters = re.sub(r"\s+", "", phrase)
    return re.compile(rf"(?<!\w){GLUE.join(map(re.escape, letters))}(?!\w)", re.IGNORECASE)


class Cover:
    """Puts everybody under a letter of her own, in all texts of one paper alike.

    ``people``: label → the names by which a text may mean her; ``others``: names that become •••;
    ``phrases``: addresses and places, hidden where they stand whole; ``numbers`` as in ``mask``, and any
    other phone, long number or e-mail address besides (``any_number``). A first name that two people
    share becomes •••: the paper does not guess. What holds of a mask (above) holds of this.
    """

    def __init__(
        self,
        people: Mapping[str, Iterable[str]],
        *,
        others: Iterable[str] = (),
        phrases: Iterable[str] = (),
        numbers: Iterable[str] = (),
        any_number: bool = True,
    ):
        self._whole: dict[str, str] = {}
        self._main: dict[str, frozenset[str]] = {}
        self._weak: dict[str, frozenset[str]] = {}
        hidden = [*filter(None, map(_number, numbers)), *(ANYBODYS if any_number else ())]
        hidden += [_phrase(phrase) for phrase in phrases if len(phrase.strip()) >= SHORTEST]
        self._patterns = [(pattern, MASK) for pattern in hidden]
        for label, names in people.items():
            for name in filter(None, names):
                self._learn(name, label)
        for name in filter(None, others):
            self._learn_other(name)

    def _learn(self, name: str, label: str) -> None:
        known = self._whole.setdefault(_key(name), label)
        if known != label:
            self._whole[_key(name)] = MASK
        known_words = WORD.findall(name.casefold())
        if len(known_words) > 1 and not any(
            map(_tells, known_words)
        ):  # "Ni Wa": she is both words or neither
            self._patterns.append((_phrase(name), label))
        for word in known_words:
            words = self._main if _tells(word) else self._weak
            words[word] = words.get(word, frozenset()) | {label}

    def _learn_other(self, name: str) -> None:
        self._whole.setdefault(_key(name), MASK)
        for word in filter(_tells, WORD.findall(name.casefold())):
            self._main.setdefault(word, frozenset({MASK}))

    def __call__(self, text: str) -> str:
        whole = self._whole.get(_key(text))
        if whole:
            return whole
        for pattern, label in self._patterns:
            text = pattern.sub(label, text)
        return self._named(text)

    def _named(self, text: str) -> str:
        """``text`` with each run of words of one name as that person's label."""
        tokens, out, at, place = list(WORD.finditer(text)), [], 0, 0
        while place < len(tokens):
            run = self._run(text, tokens, place)
            if run is None:
                place += 1
                continue
            out += [text[at : tokens[run.first].start()], run.label]
            at, place = run.end, run.after
        return "".join([*out, text[at:]])

    def _run(self, text: str, tokens: list[re.Match], first: int) -> "Run | None":
        """The longest run from token ``first`` that can be one person's name and holds a word that tells."""
        owners, found = None, None
        for place in range(first, min(len(tokens), first + LONGEST)):
            if place > first and not BETWEEN.fullmatch(text[tokens[place - 1].end() : tokens[place].start()]):
                break
            word, length = self._word(tokens[place].group())
            mine = self._main.get(word) or self._weak.get(word)
            mine = mine if owners is None or mine is None else owners & mine
            if not mine:
                break
            owners = mine
            if word in self._main:
                label = next(iter(owners)) if len(owners) == 1 else MASK
                found = Run(first, place + 1, tokens[place].start() + length, label)
        return found

    def _word(self, word: str) -> tuple[str, int]:
        """A word as it is known, without "-nya", and how much of it that is."""
        word = word.casefold()
        if word not in self._main and word not in self._weak:
            bare = SUFFIX.sub("", word)
            if bare in self._main:
                return bare, len(bare)
        return word, len(word)
