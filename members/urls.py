"""Addresses of accounts and groups."""

from django.urls import path

from .views import account, group, login, pin, sessions

app_name = "members"

urlpatterns = [
    path("masuk/", pin.pin_first(login.login), name="login"),
    path("masuk/pin/", pin.unlock, name="unlock"),
    path("keluar/", login.logout, name="logout"),
    path("akun/", account.account, name="account"),
    path("akun/sandi/", account.password, name="password"),
    path("akun/perangkat/", sessions.devices, name="devices"),
    path("akun/pin/", pin.pin, name="pin"),
    path("kelompok/", group.group, name="group"),
]
