"""Pages of a list by its own order, counted no further than anyone leafs."""

from functools import cached_property

from django.core.paginator import Paginator


class CappedPaginator(Paginator):
    """Counts up to ``MOST`` rows; beyond, the filters lead further."""

    MOST = 1000

    @cached_property
    def found(self) -> int:
        """Rows, or MOST + 1 when there are more."""
        return self.object_list.select_related(None).order_by()[: self.MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.found, self.MOST)

    @property
    def is_capped(self) -> bool:
        return self.found > self.MOST
