"""Every write of what is planned: one transaction each, with its trace."""
