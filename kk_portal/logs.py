"""Log filters."""

import logging


class WithoutRequestData(logging.Filter): ...
