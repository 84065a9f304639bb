"""Addresses of cases, referrals and services."""

from django.urls import path, register_converter

from safeguards.identifiers import CaseNumberConverter

app_name = "complaints"
register_converter(CaseNumberConverter, "case")

urlpatterns: list[path] = []
