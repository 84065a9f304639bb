"""Addresses of what goes to the village meeting."""

from django.urls import include, path

from . import views
from .proposals import urls as proposals

app_name = "planning"

urlpatterns = [
    path("rekap/", views.summary, name="summary"),
    path("rekap/desa/", views.all_villages, name="overview"),
    path("rekap/desa/unduh/", views.all_villages_file, name="overview_file"),
    path("rekap/papan/", views.board, name="board"),
    path("rekap/unduh/", views.download, name="download"),
    path("usulan/", include(proposals.urlpatterns)),
]
