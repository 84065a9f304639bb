"""Pages of what goes to the village meeting: they translate HTTP."""
