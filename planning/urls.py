"""Addresses of the totals."""

from django.urls import path

from . import views

app_name = "planning"

urlpatterns = [
    path("rekap/", views.summary, name="summary"),
    path("rekap/desa/", views.all_villages, name="overview"),
    path("rekap/desa/unduh/", views.all_villages_file, name="overview_file"),
    path("rekap/unduh/", views.download, name="download"),
]
