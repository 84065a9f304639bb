"""Addresses of the totals and of what else a group brings to the meeting."""

from django.urls import path

from . import views
from .screens import activities

app_name = "planning"

urlpatterns = [
    path("rekap/", views.summary, name="summary"),
    path("rekap/unduh/", views.download, name="download"),
    path("kegiatan/", activities.activities, name="activities"),
    path("kegiatan/catat/", activities.activity_record, name="activity-record"),
    path("kegiatan/<uuid:pk>/", activities.activity, name="activity"),
    path("kegiatan/<uuid:pk>/ubah/", activities.activity_edit, name="activity-edit"),
    path("kegiatan/<uuid:pk>/hapus/", activities.activity_remove, name="activity-remove"),
    path("kegiatan/<uuid:pk>/foto/", activities.activity_photo, name="activity-photo"),
]
