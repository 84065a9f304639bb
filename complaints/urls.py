"""Addresses of cases, referrals and services."""

from django.urls import include, path, register_converter

from safeguards.identifiers import CaseNumberConverter

from .views.all_cases import all_cases
from .views.answer import case_answer
from .views.assess import case_assess, case_assessment
from .views.attachments import (
    attachment,
    attachment_look,
    attachment_original,
    attachment_remove,
    case_attachments,
)
from .views.by_link import link_answer, link_request
from .views.close import case_close, case_reopen
from .views.complain import referral_complain, referral_complaint_letter
from .views.consent import case_consent, case_consent_reading, case_consents
from .views.detail import case_detail
from .views.edit import case_edit
from .views.hand_over import case_hand_over
from .views.hide import case_hide
from .views.letter import referral_letter, referral_letter_of_all
from .views.link import referral_link, referral_request_done
from .views.list import case_list
from .views.note import case_note
from .views.openings import openings
from .views.others import case_batch, case_others
from .views.paper import case_print
from .views.plan import case_plan, plan_action, plan_add, plan_end, plan_standard
from .views.providers import provider_detail, providers
from .views.record import inquiry, record
from .views.recorded import recorded
from .views.refer import refer
from .views.refer_all import refer_all
from .views.referrals import referral_answer, referral_detail, referrals
from .views.remind import referral_remind, referral_reminder_letter
from .views.rights import case_rights
from .views.safety_plan import case_safety_plan
from .views.same import case_same
from .views.satisfaction import referral_satisfaction
from .views.search import case_search
from .views.stage import case_stage
from .views.transfers import case_transfer, transfer_answer, transfers
from .views.turn import case_turn

app_name = "complaints"
register_converter(CaseNumberConverter, "case")

plan_urls = [
    path("", case_plan, name="plan"),
    path("baku/", plan_standard, name="plan-standard"),
    path("tambah/", plan_add, name="plan-add"),
    path("<uuid:pk>/", plan_action, name="plan-action"),
    path("<uuid:pk>/selesai/", plan_end, name="plan-end"),
]

case_urls = [
    path("", case_detail, name="detail"),
    path("tercatat/", recorded, name="recorded"),
    path("tindak-lanjut/", case_note, name="note"),
    path("tahap/", case_stage, name="stage"),
    path("asesmen/", case_assess, name="assess"),
    path("asesmen/<uuid:pk>/", case_assessment, name="assessment"),
    path("rencana-keselamatan/", case_safety_plan, name="safety-plan"),
    path("rencana/", include(plan_urls)),
    path("rujuk/", refer, name="refer"),
    path("persetujuan/", case_consents, name="consents"),
    path("persetujuan/catat/", case_consent, name="consent"),
    path("persetujuan/baca/", case_consent_reading, name="consent-reading"),
    path("cetak/", case_print, name="print"),
    path("tutup/", case_close, name="close"),
    path("buka-lagi/", case_reopen, name="reopen"),
    path("ubah/<slug:section>/", case_edit, name="edit"),
    path("hak/", case_rights, name="rights"),
    path("sembunyikan/", case_hide, name="hide"),
    path("pertanyaan/<uuid:pk>/", case_answer, name="answer"),
    path("sama/<int:pk>/", case_same, name="same"),
    path("orang-lain/", case_others, name="others"),
    path("bersama/", case_batch, name="batch"),
    path("rujuk-semua/", refer_all, name="refer-all"),
    path("ternyata-kekerasan/", case_turn, name="turn"),
    path("pendamping/", case_hand_over, name="hand-over"),
    path("limpahkan/", case_transfer, name="transfer"),
    path("lampiran/", case_attachments, name="attachments"),
    path("lampiran/<uuid:pk>/", attachment, name="attachment"),
    path("lampiran/<uuid:pk>/lihat/", attachment_look, name="attachment-look"),
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
    path("kelompok/pembukaan/", openings, name="openings"),
    path("pelimpahan/", transfers, name="transfers"),
    path("pelimpahan/<uuid:pk>/", transfer_answer, name="transfer-answer"),
    path("rujukan/", referrals, name="referrals"),
    path("rujukan/<uuid:pk>/", referral_detail, name="referral-detail"),
    path("rujukan/<uuid:pk>/surat/", referral_letter, name="referral-letter"),
    path("rujukan/<uuid:pk>/surat-bersama/", referral_letter_of_all, name="referral-letter-of-all"),
    path("rujukan/<uuid:pk>/jawaban/", referral_answer, name="referral-answer"),
    path("rujukan/<uuid:pk>/puas/", referral_satisfaction, name="referral-satisfaction"),
    path("rujukan/<uuid:pk>/ingatkan/", referral_remind, name="referral-remind"),
    path("rujukan/<uuid:pk>/ingatkan/surat/", referral_reminder_letter, name="referral-reminder-letter"),
    path("rujukan/<uuid:pk>/adukan/", referral_complain, name="referral-complain"),
    path("rujukan/<uuid:pk>/adukan/surat/", referral_complaint_letter, name="referral-complaint-letter"),
    path("rujukan/<uuid:pk>/tautan/", referral_link, name="referral-link"),
    path("rujukan/<uuid:pk>/permintaan/<uuid:asked>/", referral_request_done, name="referral-request-done"),
    path("jawab/<str:code>/", link_answer, name="link-answer"),
    path("jawab/<str:code>/permintaan/", link_request, name="link-request"),
    path("layanan/", providers, name="providers"),
    path("layanan/<int:pk>/", provider_detail, name="provider-detail"),
]
