"""Every address of the portal, nested under its app's prefix."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
