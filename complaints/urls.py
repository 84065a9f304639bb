"""Addresses of cases, referrals and services."""

from django.urls import include, path, register_converter

from safeguards.identifiers import CaseNumberConverter

from .views.all_cases import all_cases
from .views.answer import case_answer
from .views.attachments import attachment, attachment_original, attachment_remove, case_attachments
from .views.close import case_close, case_reopen
from .views.detail import case_detail
from .views.edit import case_edit
from .views.hand_over import case_hand_over
from .views.hide import case_hide
from .views.letter import referral_letter
from .views.list import case_list
from .views.note import case_note
from .views.providers import provider_detail, providers
from .views.record import inquiry, record
from .views.recorded import recorded
from .views.refer import refer
from .views.referrals import referral_answer, referral_detail, referrals
from .views.search import case_search
from .views.stage import case_stage
from .views.transfers import case_transfer, transfer_answer, transfers

app_name = "complaints"
register_converter(CaseNumberConverter, "case")

case_urls = [
    path("", case_detail, name="detail"),
    path("tercatat/", recorded, name="recorded"),
    path("tindak-lanjut/", case_note, name="note"),
    path("tahap/", case_stage, name="stage"),
    path("rujuk/", refer, name="refer"),
    path("tutup/", case_close, name="close"),
    path("buka-lagi/", case_reopen, name="reopen"),
    path("ubah/<slug:section>/", case_edit, name="edit"),
    path("sembunyikan/", case_hide, name="hide"),
    path("pertanyaan/<uuid:pk>/", case_answer, name="answer"),
    path("pendamping/", case_hand_over, name="hand-over"),
    path("limpahkan/", case_transfer, name="transfer"),
    path("lampiran/", case_attachments, name="attachments"),
    path("lampiran/<uuid:pk>/", attachment, name="attachment"),
    path("lampiran/<uuid:pk>/asli/", attachment_original, name="attachment-original"),
    path("lampiran/<uuid:pk>/hapus/", attachment_remove, name="attachment-remove"),
]

urlpatterns = [
    path("pengaduan/", case_list, name="list"),
    path("pengaduan/cari/", case_search, name="search"),
    path("pengaduan/catat/", record, name="record"),
    path("pengaduan/tanya/", inquiry, name="inquiry"),
    path("pengaduan/serahkan-semua/", all_cases, name="all-cases"),
    path("pengaduan/<case:number>/", include(case_urls)),
    path("pelimpahan/", transfers, name="transfers"),
    path("pelimpahan/<uuid:pk>/", transfer_answer, name="transfer-answer"),
    path("rujukan/", referrals, name="referrals"),
    path("rujukan/<uuid:pk>/", referral_detail, name="referral-detail"),
    path("rujukan/<uuid:pk>/surat/", referral_letter, name="referral-letter"),
    path("rujukan/<uuid:pk>/jawaban/", referral_answer, name="referral-answer"),
    path("layanan/", providers, name="providers"),
    path("layanan/<int:pk>/", provider_detail, name="provider-detail"),
]
