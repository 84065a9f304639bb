"""Every address of the portal, nested under its app's prefix."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from . import appearance, home, idling, leaving, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("bantuan/", pages.help_page, name="help"),
    path("privasi/", pages.privacy, name="privacy"),
    path("sehat/", pages.health, name="health"),
    path("keluar/cepat/", leaving.leave, name="leave"),
    path("sesi/lanjut/", idling.stay, name="idle-stay"),
    path("sesi/kunci/", idling.lock, name="idle-lock"),
    path("akun/tampilan/", appearance.look, name="look"),
    path("resep/", leaving.recipe, name="recipe"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("", include("members.urls")),
    path("", include("complaints.urls")),
    path("", include("planning.urls")),
    path("wilayah/", include("villages.urls")),
    path("admin/", admin.site.urls),
]

if settings.LOCAL:
    urlpatterns.append(path("gaya/", pages.style_guide, name="style-guide"))

handler400 = "kk_portal.errors.bad_request"
handler403 = "kk_portal.errors.forbidden"
handler404 = "kk_portal.errors.not_found"
handler500 = "kk_portal.errors.server_error"
