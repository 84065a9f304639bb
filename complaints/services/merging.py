"""Two records of one case become one, and two again. The officer decides; every row and number stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit

from .. import policies
from ..enums import ConsentDecision, ConsentPurpose, Outcome, Stage, TransferState
from ..errors import CannotMerge, NotMerged, NotPermitted, OneRefused, OpenReferrals, ReasonMissing
from ..models import Complaint, Merge, Transfer
from ..workflow import RUNNING
from .deed import deed, require_version, save, together
from .hiding import hides_more
from .sameness import settle_two

# What merging changes of the case that comes to rest; ``Merge.before`` keeps it.
KEPT = (
    "stage",
    "stage_since",
    "closed_at",
    "closed_by_id",
    "outcome",
    "feeling",
    "next_appointment",
    "may_be_counted",
    "reviewed_at",
    "reviewed_by_id",
    "is_flagged",
    "closing_approved_at",
    "closing_approved_by_id",
)


def merge(
    *, complaint: Complaint, into: Complaint | None, by, reason: str, version: int | None = None
) -> Merge:
    """``complaint`` rests closed, counted no more; ``into`` goes on. The same again changes nothing.

    Raises NotPermitted where she does not review both, CannotMerge, OpenReferrals, ReasonMissing, Stale.
    """
    if into is None:
        refusal = {"by": by, "chain": complaint.pk, "subject": complaint, "reason": CannotMerge.code}
        audit.record_refusal(action="complaint.merged", **refusal)
        raise CannotMerge(_("Tulis nomor kasus lain yang Ibu/Bapak tinjau."))
    with _both(complaint, into, by, "complaint.merged") as (row, kept):
        before = row.merges.in_force().filter(into=kept).first()
        if before is not None:
            return before
        require_version(row, version)
        _check(row, kept, reason)
        made = Merge.objects.create(
            complaint=row, into=kept, reason=reason, by=by, before={name: _plain(row, name) for name in KEPT}
        )
        _rest(row, by)
        settle_two(row, kept, by=by, is_same=True)
        _record(
            audit.Entry(action="complaint.merged", by=by, chain=row.pk, subject=made),
            audit.Entry(action="complaint.absorbed", by=by, chain=kept.pk, subject=made),
        )
        return made


def unmerge(*, complaint: Complaint, by) -> Merge:
    """Both go their own ways again, the one that rested exactly as it stood. Raises NotMerged."""
    made = complaint.merges.in_force().select_related("into").first()
    if made is None:
        raise NotMerged
    with _both(complaint, made.into, by, "complaint.unmerged") as (row, kept):
        made = row.merges.in_force().select_for_update(of=("self",)).first()
        if made is None:
            raise NotMerged
        made.complaint = row
        made.undone_at, made.undone_by = timezone.now(), by
        made.save(update_fields=["undone_at", "undone_by"])
        for name, value in made.before.items():
            setattr(row, name, row._meta.get_field(name.removesuffix("_id")).to_python(value))
        row.may_be_counted = row.may_be_counted and not _changed_her_mind(row, made)
        save(row, *KEPT)
        settle_two(row, kept, by=by, is_same=False)
        _record(
            audit.Entry(action="complaint.unmerged", by=by, chain=row.pk, subject=made),
            audit.Entry(action="complaint.released", by=by, chain=kept.pk, subject=made),
        )
        return made


@contextmanager
def _both(complaint: Complaint, other: Complaint, by, action: str) -> Iterator[tuple[Complaint, Complaint]]:
    """Both cases locked, each of them one that she reviews."""
    try:
        with (
            together(complaints=[complaint, other], by=by),
            deed(complaint=complaint, by=by, action=action, permit=policies.may_review) as row,
        ):
            kept = Complaint.objects.reviewed_by(by).select_related("data_key").filter(pk=other.pk).first()
            if kept is None:
                raise NotPermitted
            yield row, kept
    except OneRefused as refusal:
        raise refusal.error from refusal


def _check(row: Complaint, kept: Complaint, reason: str) -> None:
    if row.is_merged:
        raise CannotMerge(_("Kasus ini sudah digabungkan. Pisahkan dulu bila harus ke kasus lain."))
    if kept.is_purged:
        raise CannotMerge(_("Isi kasus itu sudah dihapus. Tidak bisa digabungkan ke sana."))
    if row.pk == kept.pk:
        raise CannotMerge(_("Tulis nomor kasus yang lain, bukan kasus ini sendiri."))
    if row.kind != kept.kind:
        raise CannotMerge(_("Kasus kekerasan dan perlindungan sosial tidak bisa digabungkan."))
    if kept.merges.in_force().exists():
        raise CannotMerge(_("Kasus itu sendiri sudah digabungkan. Pakai nomor kasus yang dilanjutkan."))
    if row.merged_here.in_force().exists():
        raise CannotMerge(
            _("Kasus ini menampung kasus gabungan. Gabungkan sebaliknya, dari kasus yang lain.")
        )
    if Transfer.objects.filter(complaint__in=[row, kept], state=TransferState.OFFERED).exists():
        raise CannotMerge(_("Salah satu kasus sedang dilimpahkan. Tunggu jawaban kelompok penerimanya."))
    if hides_more(row, kept):
        raise CannotMerge(
            _(
                "Kasus ini tersembunyi dari seseorang yang masih bisa membaca kasus yang dilanjutkan. "
                "Sembunyikan dulu kasus itu darinya juga."
            )
        )
    if row.referrals.filter(state__in=RUNNING).exists():
        raise OpenReferrals(
            _("Kasus ini masih punya rujukan berjalan. Selesaikan dulu, atau gabungkan sebaliknya.")
        )
    if row.rights.waiting().exists():
        raise CannotMerge(_("Orangnya masih menunggu jawaban permintaan haknya pada kasus ini. Jawab dulu."))
    if not reason.strip():
        raise ReasonMissing


def _plain(row: Complaint, name: str):
    """The column as JSON holds it; a moment to its last microsecond."""
    value = getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rest(row: Complaint, by) -> None:
    """Closed as a duplicate, with nothing in it that still waits for anybody: that an officer merges it is
    her word on its closing too, unless the closing or the case is her own. Then it waits for another.
    """
    now, own = timezone.now(), row.is_worked or row.closed_by_id == by.pk
    if not row.is_closed:
        row.stage, row.stage_since, row.closed_at, row.closed_by = Stage.CLOSED, now, now, by
    row.outcome, row.may_be_counted, row.next_appointment, row.is_flagged = (
        Outcome.DUPLICATE,
        False,
        None,
        False,
    )
    if row.is_violence and row.reviewed_at is None:
        row.reviewed_at, row.reviewed_by = now, by
    if row.closing_waits and not own:
        row.closing_approved_at, row.closing_approved_by = now, by
    save(row, *KEPT)


def _changed_her_mind(row: Complaint, made: Merge) -> bool:
    """What she took back while the case rested stays taken back."""
    since = row.consents.filter(at__gt=made.at).exclude(purpose=ConsentPurpose.REFER)
    return since.exclude(decision=ConsentDecision.GIVEN).exists()


def _record(*entries: audit.Entry) -> None:
    """On both trails, neither of which names the other case."""
    audit.record_many(entries)
