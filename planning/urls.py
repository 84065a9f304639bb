"""Addresses of what goes to the village meeting."""

from django.urls import include, path

from .views import activities, overview, totals
from .views.proposals import urls as proposals

app_name = "planning"

urlpatterns = [
    path("rekap/", totals.summary, name="summary"),
    path("rekap/desa/", overview.overview, name="overview"),
    path("rekap/desa/unduh/", overview.overview_file, name="overview-file"),
    path("rekap/papan/", totals.board, name="board"),
    path("rekap/unduh/", totals.download, name="download"),
    path("usulan/", include(proposals.urlpatterns)),
    path("kegiatan/", activities.activities, name="activities"),
    path("kegiatan/catat/", activities.activity_record, name="activity-record"),
    path("kegiatan/<uuid:pk>/", activities.activity, name="activity"),
    path("kegiatan/<uuid:pk>/ubah/", activities.activity_edit, name="activity-edit"),
    path("kegiatan/<uuid:pk>/hapus/", activities.activity_remove, name="activity-remove"),
    path("kegiatan/<uuid:pk>/foto/", activities.activity_photo, name="activity-photo"),
]
