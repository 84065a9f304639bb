"""What breaks in earnest, with real processes: web process, database, disk, network, clock.

After each fault the same is asked (``judge``): every case that was acknowledged is there once, every other
could be sent again and is then there once, the audit trail is whole and all that was sealed opens.
"""
