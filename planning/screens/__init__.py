"""Pages beside the totals, one module for each of them."""
