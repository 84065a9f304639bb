"""Which rows a user sees. One rule serves list, detail, search, export and every other road to a case.

Two ways lead to a case: *working* it (as volunteer) and *reviewing* it (as officer or administrator,
kind A sealed). A volunteer's seat, post and other roles narrow the first; hiding beats both.
"""

from django.db import models
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from .directory import CHASED, ReferralState, ReminderKind
from .enums import Kind, Outcome, Stage, TransferState, Urgency

PRESSING = (Urgency.EMERGENCY, Urgency.URGENT)


def worker(user, prefix: str = "") -> Q:
    """Cases ``user`` works as a volunteer; ``prefix`` leads to the complaint ("complaint__")."""
    scope = user.scope
    if not scope.volunteer_groups:
        return Q(pk__in=[])
    in_own_group = Q(**{f"{prefix}group__in": scope.volunteer_groups})
    assigned = Q(**{f"{prefix}assigned_to": user.pk})
    if scope.holds_public_post:
        cases = assigned
    else:
        cases = (
            assigned
            | Q(**{f"{prefix}recorded_by": user.pk})
            | Q(**{f"{prefix}kind": Kind.VIOLENCE, f"{prefix}group__in": scope.coordinated_groups})
            | Q(**{f"{prefix}kind": Kind.SOCIAL, f"{prefix}group__in": scope.complaints_groups})
        )
    if scope.is_secretary:
        cases &= Q(**{f"{prefix}kind": Kind.SOCIAL})
    return in_own_group & cases


def reviewer(user, prefix: str = "") -> Q:
    """Cases ``user`` reviews: those of the groups her organisation accompanies."""
    if not user.scope.reviews:
        return Q(pk__in=[])
    return user.scope.accompanied(f"{prefix}group__")


def accompanier(user, prefix: str = "") -> Q:
    """Cases ``user`` reviews as a programme officer, not merely as an administrator."""
    scope = user.scope
    if scope.leads:
        return Q(**{f"{prefix}pk__isnull": False})
    return Q(**{f"{prefix}group__partner__in": scope.organisations})


def receiver(user, prefix: str = "") -> Q:
    """Offers that ``user`` answers for the group they go to: its coordinator, or who reviews its cases.

    A coordinator in a public post works only what she is named for, a secretary no violence: not they.
    ``prefix`` leads to the transfer ("transfers__").
    """
    scope = user.scope
    own = Q(pk__in=[])
    if scope.coordinated_groups and not scope.holds_public_post:
        own = Q(**{f"{prefix}to_group__in": scope.coordinated_groups})
        if scope.is_secretary:
            own &= Q(**{f"{prefix}complaint__kind": Kind.SOCIAL})
    return own | (scope.accompanied(f"{prefix}to_group__") if scope.reviews else Q(pk__in=[]))


class ComplaintQuerySet(models.QuerySet):
    def _not_hidden_from(self, user):
        hidings = self.model.hidings.rel.related_model.objects.filter(complaint=OuterRef("pk"), user=user.pk)
        return self.filter(~Exists(hidings))

    def visible_to(self, user):
        """The cases ``user`` may know of. What she may read of each is for ``policies`` to say."""
        return self.filter(worker(user) | reviewer(user))._not_hidden_from(user)

    def worked_by(self, user):
        """The cases ``user`` may read and work as a volunteer."""
        return self.filter(worker(user))._not_hidden_from(user)

    def reviewed_by(self, user):
        return self.filter(reviewer(user))._not_hidden_from(user)

    def offered_to(self, user):
        """Cases of other groups that wait for her answer, or had it: she reads no more of them."""
        transfers = self.model.transfers.rel.related_model.objects
        return self.filter(pk__in=transfers.answerable_by(user).values("complaint"))

    def with_access(self, user, now=None):
        """Adds what ``policies`` asks: ``is_worked``, ``is_reviewed`` and ``is_opened`` by ``user``, and
        ``is_unsealed``: kind B before an officer, who reads it without giving a reason.
        """
        openings = self.model.openings.rel.related_model.objects.filter(
            complaint=OuterRef("pk"), user=user.pk, ends_at__gt=now or timezone.now()
        )
        return self.annotate(
            is_worked=_flag(worker(user)),
            is_reviewed=_flag(reviewer(user)),
            is_opened=Exists(openings),
            is_unsealed=_flag(Q(kind=Kind.SOCIAL) & accompanier(user)),
        )

    def open(self):
        return self.exclude(stage=Stage.CLOSED)

    def awaiting_review(self):
        """Not reviewed yet and in need of it: all violence; of kind B what is flagged."""
        return self.filter(reviewed_at__isnull=True, attention=1)

    def next_to_review(self, row=None):
        """What awaits review after ``row`` in the order of the officer's list, then from its top; or None."""
        rows = self.awaiting_review().order_by("-received_at", "-id")
        if row is None:
            return rows.first()
        older = Q(received_at__lt=row.received_at) | Q(received_at=row.received_at, id__lt=row.pk)
        return rows.filter(older).first() or rows.exclude(pk=row.pk).first()

    def received_since(self, since):
        return self.filter(received_at__gte=since)

    def pressing(self):
        return self.filter(urgency__in=PRESSING)

    def closing_waits(self):
        """Violence that a volunteer closed and no officer has approved yet."""
        closed = {"stage": Stage.CLOSED, "closing_approved_at__isnull": True}
        return self.filter(kind=Kind.VIOLENCE, **closed)

    def missed(self, now=None):
        """Open, and the appointment has passed."""
        return self.open().filter(next_appointment__lt=now or timezone.now())

    def flagged(self):
        return self.filter(attention=1, is_flagged=True)

    def asked(self):
        """With a question of an officer that the volunteer has not answered yet."""
        return self.filter(pk__in=self._questions().filter(answered_at__isnull=True).values("complaint"))

    def answered_since(self, since):
        """With a question that a volunteer answered after ``since``."""
        return self.filter(pk__in=self._questions().filter(answered_at__gte=since).values("complaint"))

    def hinted_to(self, user):
        """That may be the same as another, which ``user`` reviews too, and nobody has judged it."""
        return self.hinted_at(self.model.objects.reviewed_by(user))

    def hinted_at(self, cases):
        """That may be the same as an older one of ``cases``; what was closed as a duplicate is settled."""
        hints = self.model.hints.rel.related_model.objects.filter(judged_at__isnull=True)
        older = cases.exclude(outcome=Outcome.DUPLICATE).filter(pk=OuterRef("older"))
        return self.filter(pk__in=hints.filter(Exists(older)).values("newer"))

    def stale(self, since):
        """Open, and nothing was entered after ``since``."""
        return self.open().filter(last_entry_at__lt=since)

    def unanswered(self):
        """With a referral that should have been answered by now."""
        return self.filter(pk__in=self._late_referrals().values("complaint"))

    def not_unanswered(self):
        return self.filter(~Exists(self._late_referrals().filter(complaint=OuterRef("pk"))))

    def _questions(self):
        return self.model.questions.rel.related_model.objects.all()

    def _late_referrals(self):
        return self.model.referrals.rel.related_model.objects.late()

    def of_interest_to(self, user):
        """What waits for ``user`` herself: assigned to her, or of a group that she coordinates."""
        return self.filter(Q(assigned_to=user.pk) | Q(group__in=user.scope.coordinated_groups))

    def with_lateness(self, now=None):
        """Adds ``referral_is_late`` and ``question_waits``."""
        related = self.model._meta.get_field
        referrals = related("referrals").related_model.objects.filter(complaint=OuterRef("pk"))
        questions = related("questions").related_model.objects.filter(complaint=OuterRef("pk"))
        return self.annotate(
            referral_is_late=Exists(referrals.late(now)),
            question_waits=Exists(questions.filter(answered_at__isnull=True)),
        )

    def overdue(self, now=None):
        """Open cases whose appointment has passed or of which a referral is late."""
        now = now or timezone.now()
        rows = self.open().with_lateness(now)
        return rows.filter(Q(next_appointment__lt=now) | Q(referral_is_late=True))

    def newest_first(self):
        return self.order_by("-received_at", "-id")


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class ReferralQuerySet(models.QuerySet):
    def _not_hidden_from(self, user):
        hidings = self.model.complaint.field.related_model.hidings.rel.related_model.objects.filter(
            complaint=OuterRef("complaint"), user=user.pk
        )
        return self.filter(~Exists(hidings))

    def visible_to(self, user):
        """Referrals of the cases ``user`` may know of."""
        rows = self.filter(worker(user, "complaint__") | reviewer(user, "complaint__"))
        return rows._not_hidden_from(user)

    def reviewed_by(self, user):
        return self.filter(reviewer(user, "complaint__"))._not_hidden_from(user)

    def worked_by(self, user):
        return self.filter(worker(user, "complaint__"))._not_hidden_from(user)

    def waiting(self):
        """Sent, and no answer yet."""
        return self.filter(state=ReferralState.SENT)

    def late(self, now=None):
        """Sent, and the answer-by moment has passed."""
        return self.waiting().filter(due_at__lt=now or timezone.now())

    def to_chase(self, until):
        """Without an answer although it is due before ``until``, of open cases; those for which the timer
        has done all it can (``ReminderKind.COMPLAIN``) are left out.
        """
        rows = self.waiting().filter(due_at__lt=until).exclude(complaint__stage=Stage.CLOSED)
        return rows.filter(~Exists(self._reminders().filter(kind=ReminderKind.COMPLAIN)))

    def reminded(self, kind, now=None):
        """Late, and the timer has come as far as ``kind``."""
        return self.late(now).filter(Exists(self._reminders().filter(kind=kind)))

    def with_course(self):
        """Adds ``chased``, how far the timer has come with it ("" for not at all), and ``ended_because``,
        the reason of its last step.
        """
        steps = self.model.steps.rel.related_model.objects.filter(referral=OuterRef("pk"))
        reason = steps.filter(state=OuterRef("state")).values("reason")[:1]
        far = Case(*(When(kind=kind, then=place) for place, kind in enumerate(CHASED)), default=len(CHASED))
        chased = self._reminders().filter(kind__in=CHASED).order_by(far).values("kind")[:1]
        return self.annotate(ended_because=Subquery(reason), chased=Subquery(chased))

    def _reminders(self):
        return self.model.reminders.rel.related_model.objects.filter(referral=OuterRef("pk"))

    def waiting_first(self):
        """Those without an answer by their answer-by date, then the accepted, then the ended."""
        rank = Case(
            When(state=ReferralState.SENT, then=Value(0)),
            When(state=ReferralState.ACCEPTED, then=Value(1)),
            default=Value(2),
        )
        due = Case(When(state=ReferralState.SENT, then=F("due_at")))
        return self.order_by(rank, due.asc(nulls_last=True), "-sent_at", "-id")


class ReminderQuerySet(models.QuerySet):
    def to_mail(self, since):
        """Of the timer's own since ``since``, those for which an e-mail is still owed."""
        return self.exclude(kind=ReminderKind.BY_HAND).filter(mailed_at__isnull=True, at__gte=since)


class TransferQuerySet(models.QuerySet):
    def _not_hidden_from(self, user):
        hidings = self.model.complaint.field.related_model.hidings.rel.related_model.objects.filter(
            complaint=OuterRef("complaint"), user=user.pk
        )
        return self.filter(~Exists(hidings))

    def waiting(self):
        """Offered and not answered, of cases that are still open."""
        return self.filter(state=TransferState.OFFERED).exclude(complaint__stage=Stage.CLOSED)

    def offered_to(self, user):
        """What waits for ``user`` to accept or decline it."""
        return self.waiting().filter(receiver(user))._not_hidden_from(user)

    def answerable_by(self, user):
        """The same, and what she has answered herself: a second tap finds its answer."""
        waits = Q(state=TransferState.OFFERED) & ~Q(complaint__stage=Stage.CLOSED)
        rows = self.filter(receiver(user)).filter(waits | Q(answered_by=user.pk))
        return rows._not_hidden_from(user)

    def sent_by(self, user):
        """Her own offers, with what became of them; of groups in which she still works, and of no violence
        once she is a secretary.
        """
        rows = self.filter(offered_by=user.pk, from_group__in=user.scope.volunteer_groups)
        if user.scope.is_secretary:
            rows = rows.filter(complaint__kind=Kind.SOCIAL)
        return rows._not_hidden_from(user)

    def reviewed_by(self, user):
        """Offers from and to the groups that an officer accompanies."""
        scope = user.scope
        if not scope.reviews:
            return self.none()
        ends = scope.accompanied("from_group__") | scope.accompanied("to_group__")
        return self.filter(ends)._not_hidden_from(user)


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Her own inquiries, those of groups whose Pengaduan she sits in, and those she reviews."""
        scope = user.scope
        own = Q(recorded_by=user.pk, group__in=scope.volunteer_groups)
        if scope.holds_public_post or scope.is_secretary:
            own = Q(pk__in=[])
        else:
            own |= Q(group__in=scope.complaints_groups, kind=Kind.SOCIAL)
            own |= Q(group__in=scope.coordinated_groups)
        return self.filter(own | scope.accompanied("group__"))


class ProviderQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def serving(self, regency_code: str):
        """Providers whose area covers a regency: it is named, or the area is the whole nation."""
        named = self.model.regencies.through.objects.filter(provider=OuterRef("pk"), regency=regency_code)
        return self.active().filter(Q(is_national=True) | Exists(named))

    def named(self, text: str, kinds=()):
        """Those whose name holds ``text``, and those of ``kinds``."""
        return self.filter(Q(name__icontains=text) | Q(kind__in=kinds))

    def around(self, regency_code: str):
        """Those serving a regency, with what ``matching.reach_of`` asks of them."""
        return self.serving(regency_code).annotate(regency_count=models.Count("regencies"))
