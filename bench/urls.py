"""The portal's addresses and the floor's."""

from django.urls import include, path

from bench.floor import PLACE
from kk_portal.urls import handler400, handler403, handler404, handler500
from kk_portal.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path(PLACE.strip("/") + "/", include("bench.floor")), *portal]
