"""Addresses under /wilayah/."""

from django.urls import path

from . import views

app_name = "villages"
urlpatterns = [path("cari/", views.search, name="search")]
