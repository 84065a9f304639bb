"""The portal's session engine: twelve hours after the login at most, and locked after twenty idle minutes.

Both are read from the session's own row, whatever the browser's cookie says. A locked session looks
empty to whoever asks ``request.session``; only the page for the PIN looks at ``locked`` (views/pin.py).
"""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .devices import kind_of
from .models.session import IDLE_AFTER, SEEN_EVERY, Session

LOCKED_EARLY = 60  # seconds: a phone's clock and ours do not run alike
KEPT = ("session_data", "expire_date", "user", "began_at", "seen_at")


def named(session_key: str) -> str:
    """What the row of a browser's key is called: the key itself is stored nowhere."""
    return hashlib.sha256(session_key.encode(errors="replace")).hexdigest()[:40]


class SessionStore(SessionBase):
    def __init__(self, session_key: str | None = None, user_agent: str = ""):
        super().__init__(session_key)
        self._user_agent = user_agent
        self._row: Session | None = None
        self._locked: Session | None = None

    # What the portal asks ----------------------------------------------------------------------
    @property
    def locked(self) -> Session | None:
        """The row of a session that was idle for too long and is within its twelve hours."""
        self._get_session()
        return self._locked

    @property
    def row_name(self) -> str:
        """By which its row is told from other rows of the same person."""
        return named(self.session_key or "")

    @property
    def idle_in(self) -> int:
        """Seconds until this session is locked, if nothing more is asked."""
        if self._row is None or self._is_seen_anew:
            return self.idle_after
        return self._left

    @property
    def idle_after(self) -> int:
        return int(IDLE_AFTER.total_seconds())

    @property
    def _is_seen_anew(self) -> bool:
        return timezone.now() - self._row.seen_at >= SEEN_EVERY

    @property
    def _left(self) -> int:
        return int((self._row.seen_at + IDLE_AFTER - timezone.now()).total_seconds())

    def lock(self) -> int:
        """Locks it now, as its page believes it to be idle; else the seconds left, since it is in use
        elsewhere. What is locked already stays so.
        """
        self._get_session()
        if self._row is None or self._row.user_id is None:
            return 0
        if self._left > LOCKED_EARLY:
            return self._left
        unused = Session.objects.filter(pk=self._row.pk, seen_at=self._row.seen_at)
        unused.update(seen_at=timezone.now() - IDLE_AFTER)
        self._row, self._session_cache = None, {}
        return 0

    def note_seen(self, *, now: bool = False) -> None:
        """Writes that it is in use, at most once a minute unless ``now``.

        A statement of its own after the view: nothing that was read is upgraded to a write.
        """
        row = self._row
        if row and row.user_id and not self.modified and (now or self._is_seen_anew):
            row.seen_at = timezone.now()
            Session.objects.filter(pk=row.pk).update(seen_at=row.seen_at)

    def reopen(self) -> bool:
        """A locked session goes on, under a new key; False when it was ended meanwhile."""
        key, now = self._get_new_session_key(), timezone.now()
        going_on = Session.objects.lasting().filter(pk=self._locked.pk)
        if not going_on.update(session_key=named(key), seen_at=now, wrong_pins=F("wrong_pins") - 1):
            return False
        self._forget()
        self._session_key, self.modified = key, True
        return True

    def _forget(self) -> None:
        self._row = self._locked = None
        self.__dict__.pop("_session_cache", None)

    # What Django asks --------------------------------------------------------------------------
    def load(self) -> dict:
        row = Session.objects.lasting().filter(pk=self.row_name).order_by().first()
        if row is None:
            self._session_key = None
            return {}
        if row.is_idle:
            self._locked = row
            return {}
        self._row = row
        return self.decode(row.session_data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=named(session_key)).exists()

    def create(self) -> None:
        """Under a new key. Whoever goes on without opening a locked session begins another, and ends that."""
        if self._locked is not None:
            self._locked.delete()
            self._locked = None
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """UpdateError when the row is gone: what was ended elsewhere does not come back."""
        data = self._get_session(no_load=must_create)
        if self._locked is not None or self.session_key is None:
            self.create()
            return
        row = self._row_for(data)
        if must_create:
            self._insert(row)
        elif not Session.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in KEPT}):
            raise UpdateError
        self._row = row

    def _insert(self, row: Session) -> None:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise CreateError from None

    def _row_for(self, data: dict) -> Session:
        """The twelve hours begin when somebody logs in, and no later save prolongs them."""
        now, user_id = timezone.now(), int(data[SESSION_KEY]) if SESSION_KEY in data else None
        goes_on = self._row is not None and self._row.user_id == user_id
        began_at = self._row.began_at if goes_on else now
        browser, system = kind_of(self._user_agent)
        return Session(
            session_key=self.row_name,
            session_data=self.encode(data),
            expire_date=began_at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
            user_id=user_id,
            began_at=began_at,
            seen_at=now,
            browser=browser,
            system=system,
        )

    def delete(self, session_key: str | None = None) -> None:
        if session_key := session_key or self.session_key:
            Session.objects.filter(pk=named(session_key)).delete()

    def flush(self) -> None:
        super().flush()
        self._row = self._locked = None

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expire_date__lte=timezone.now()).delete()
