"""One page with one village field, for the picker's tests in a browser."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from kk_portal import urls as portal
from villages.forms import VillageField

PAGE = """<!doctype html><html lang="id"><head><meta name="viewport" content="width=device-width">
{% load static %}<link rel="stylesheet" href="{% static 'kk_portal/portal.css' %}">
<title>Uji</title></head><body><main>
<form method="post">{% csrf_token %}{{ form.as_div }}<button class="btn btn-primary">Simpan</button></form>
<output>{{ form.cleaned_data.village.full_name }}</output></main></body></html>"""


class PickerForm(forms.Form):
    village = VillageField(regencies=["52.03", "53.01"])


@login_not_required
def page(request, code=""):
    form = PickerForm(request.POST or None, initial={"village": code})
    form.is_valid()
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("uji/", page), path("uji/<str:code>/", page), *portal.urlpatterns]
