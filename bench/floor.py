"""The least a page of this kind can cost: session, login, one query, 25 rows; or one row saved."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from .models import BareRow


def rows(request) -> HttpResponse:
    found = BareRow.objects.order_by("-id")[:25]
    return render(request, "bench/rows.html", {"rows": found, "user": str(request.user)})


def save(request) -> HttpResponse:
    if request.method == "POST":
        BareRow.objects.create(text=request.POST["text"])
        return redirect("floor-rows")
    return render(request, "bench/save.html")


urlpatterns = [path("", rows, name="floor-rows"), path("simpan/", save, name="floor-save")]
