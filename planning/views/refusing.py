"""How a refused deed is told: beside the form, which keeps what was typed."""

from collections.abc import Callable

from complaints.errors import CaseError

from ..errors import Stale


def refused(form, do: Callable[[], object]) -> bool:
    """Runs ``do``; a refusal becomes an error of the form.

    ``form.is_stale`` says that it was made from a version that is no longer the newest.
    """
    form.is_stale = False
    try:
        do()
    except CaseError as error:
        form.is_stale = isinstance(error, Stale)
        form.add_error(None, str(error))
        return True
    return False
