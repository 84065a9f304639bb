"""Addresses of accounts and groups."""

from django.urls import path

from .views import account, group, login

app_name = "members"

urlpatterns = [
    path("masuk/", login.login, name="login"),
    path("keluar/", login.logout, name="logout"),
    path("akun/", account.account, name="account"),
    path("akun/sandi/", account.password, name="password"),
    path("kelompok/", group.group, name="group"),
]
