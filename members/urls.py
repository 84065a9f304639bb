"""Addresses of accounts and groups."""

from django.urls import include, path

from .views import account, group, invitation, login, pin, proof, second_factor, sessions

app_name = "members"

factors = [
    path("", second_factor.factors, name="factors"),
    path("aplikasi/", second_factor.factor_app, name="factor-app"),
    path("kunci-sandi/", second_factor.factor_passkey, name="factor-passkey"),
    path("kode-cadangan/", second_factor.recovery_codes, name="recovery-codes"),
    path("<uuid:pk>/hapus/", second_factor.factor_remove, name="factor-remove"),
]

urlpatterns = [
    path("masuk/kode/", login.code, name="code"),
    path("masuk/", pin.pin_first(login.login), name="login"),
    path("masuk/pin/", pin.unlock, name="unlock"),
    path("keluar/", login.logout, name="logout"),
    path("undangan/<str:code>/", invitation.invitation, name="invitation"),
    path("akun/", account.account, name="account"),
    path("akun/sandi/", account.password, name="password"),
    path("akun/bukti/", proof.give_proof, name="proof"),
    path("akun/langkah-kedua/", include(factors)),
    path("akun/perangkat/", sessions.devices, name="devices"),
    path("akun/pin/", pin.pin, name="pin"),
    path("kelompok/", group.group, name="group"),
]
