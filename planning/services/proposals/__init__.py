"""Every write to a proposal, by what it is for; the list of a village has one writer at a time."""
