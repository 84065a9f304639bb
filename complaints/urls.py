"""Addresses of cases, referrals and services."""

from django.urls import include, path, register_converter

from safeguards.identifiers import CaseNumberConverter

from .views.answer import case_answer
from .views.close import case_close, case_reopen
from .views.detail import case_detail
from .views.edit import case_edit
from .views.hide import case_hide
from .views.letter import referral_letter, referral_letter_of_all
from .views.list import case_list
from .views.note import case_note
from .views.others import case_batch, case_others
from .views.providers import provider_detail, providers
from .views.record import inquiry, record
from .views.recorded import recorded
from .views.refer import refer
from .views.refer_all import refer_all
from .views.referrals import referral_answer, referral_detail, referrals
from .views.same import case_same
from .views.search import case_search
from .views.stage import case_stage
from .views.turn import case_turn

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
    path("sama/<int:pk>/", case_same, name="same"),
    path("orang-lain/", case_others, name="others"),
    path("bersama/", case_batch, name="batch"),
    path("rujuk-semua/", refer_all, name="refer-all"),
    path("ternyata-kekerasan/", case_turn, name="turn"),
]

urlpatterns = [
    path("pengaduan/", case_list, name="list"),
    path("pengaduan/cari/", case_search, name="search"),
    path("pengaduan/catat/", record, name="record"),
    path("pengaduan/tanya/", inquiry, name="inquiry"),
    path("pengaduan/<case:number>/", include(case_urls)),
    path("rujukan/", referrals, name="referrals"),
    path("rujukan/<uuid:pk>/", referral_detail, name="referral-detail"),
    path("rujukan/<uuid:pk>/surat/", referral_letter, name="referral-letter"),
    path("rujukan/<uuid:pk>/surat-bersama/", referral_letter_of_all, name="referral-letter-of-all"),
    path("rujukan/<uuid:pk>/jawaban/", referral_answer, name="referral-answer"),
    path("layanan/", providers, name="providers"),
    path("layanan/<int:pk>/", provider_detail, name="provider-detail"),
]
