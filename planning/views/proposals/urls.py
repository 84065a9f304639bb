"""Addresses of proposals, under /usulan/."""

from django.urls import path

from . import deciding, listing, papers, writing

urlpatterns = [
    path("", listing.proposals, name="proposals"),
    path("saran/", listing.suggestions, name="proposal-suggestions"),
    path("baru/", writing.add, name="proposal-add"),
    path("unduh/", papers.download, name="proposal-download"),
    path("aspirasi/", papers.aspirations, name="proposal-aspirations"),
    path("<uuid:pk>/", listing.detail, name="proposal-detail"),
    path("<uuid:pk>/ubah/", writing.edit, name="proposal-edit"),
    path("<uuid:pk>/hapus/", writing.withdraw, name="proposal-withdraw"),
    path("<uuid:pk>/lanjut/", deciding.carry, name="proposal-carry"),
    path("<uuid:pk>/geser/", deciding.reorder, name="proposal-reorder"),
    path("<uuid:pk>/langkah/<slug:to>/", deciding.step, name="proposal-step"),
    path("<uuid:pk>/langkah/<uuid:step>/batal/", deciding.step_back, name="proposal-step-back"),
]
