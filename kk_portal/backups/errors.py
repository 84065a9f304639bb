"""Why a backup was not made or not restored, in words for the person at the terminal."""


class BackupError(Exception):
    """The message says what is wrong and what to do; nothing was left half-done unless it says so."""
