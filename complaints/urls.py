"""Addresses of cases, referrals and services."""

from django.urls import path, register_converter

from safeguards.identifiers import CaseNumberConverter

from .views.letter import referral_letter
from .views.providers import provider_detail, providers
from .views.record import inquiry, record
from .views.recorded import recorded
from .views.refer import refer
from .views.referrals import referral_answer, referral_detail, referrals

app_name = "complaints"
register_converter(CaseNumberConverter, "case")

urlpatterns: list[path] = [
    path("pengaduan/catat/", record, name="record"),
    path("pengaduan/tanya/", inquiry, name="inquiry"),
    path("pengaduan/<case:number>/tercatat/", recorded, name="recorded"),
    path("pengaduan/<case:number>/rujuk/", refer, name="refer"),
    path("rujukan/", referrals, name="referrals"),
    path("rujukan/<uuid:pk>/", referral_detail, name="referral-detail"),
    path("rujukan/<uuid:pk>/surat/", referral_letter, name="referral-letter"),
    path("rujukan/<uuid:pk>/jawaban/", referral_answer, name="referral-answer"),
    path("layanan/", providers, name="providers"),
    path("layanan/<int:pk>/", provider_detail, name="provider-detail"),
]
