"""The spelling of age's keys (BIP 173, without its limit on length): a checksum finds a mistyped letter."""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    groups = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expand(prefix), *groups, *[0] * 6]) ^ 1
    groups += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(LETTERS[group] for group in groups)


def decode(prefix: str, text: str) -> bytes:
    """The bytes; ValueError when it is not of ``prefix`` or a letter of it is wrong."""
    found, one, rest = text.strip().lower().rpartition("1")
    if not one or found != prefix or set(rest) - set(LETTERS):
        raise ValueError(f"not a {prefix}1… key")
    groups = [LETTERS.index(letter) for letter in rest]
    if _polymod([*_expand(prefix), *groups]) != 1:
        raise ValueError(f"a letter of this {prefix}1… key is wrong")
    return bytes(_regroup(groups[:-6], 5, 8, pad=False))


def _expand(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check


def _regroup(data, size: int, into: int, *, pad: bool) -> list[int]:
    held, bits, groups = 0, 0, []
    for value in data:
        held, bits = held << size | value, bits + size
        while bits >= into:
            bits -= into
            groups.append(held >> bits & (1 << into) - 1)
        held &= (1 << bits) - 1
    if pad and bits:
        groups.append(held << into - bits & (1 << into) - 1)
    return groups
