"""Addresses of the totals."""

from django.urls import path

from . import views

app_name = "planning"

urlpatterns = [
    path("rekap/", views.summary, name="summary"),
    path("rekap/unduh/", views.download, name="download"),
]
