"""The least a page of this kind can cost: session, login, one query, 25 rows; or one row saved."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from kk_portal.middleware import LocalTime

from .models import BareRow

PLACE = "/lantai/"


class LocalTimeButOnTheFloor(LocalTime):
    """The portal's clock reads the person's assignments; the floor must not pay for that."""

    def __call__(self, request):
        return self.get_response(request) if request.path.startswith(PLACE) else super().__call__(request)


def rows(request) -> HttpResponse:
    found = BareRow.objects.order_by("-id")[:25]
    return render(request, "bench/rows.html", {"rows": found, "user": str(request.user)})


def save(request) -> HttpResponse:
    if request.method == "POST":
        BareRow.objects.create(text=request.POST["text"])
        return redirect("floor-rows")
    return render(request, "bench/save.html")


urlpatterns = [path("", rows, name="floor-rows"), path("simpan/", save, name="floor-save")]
