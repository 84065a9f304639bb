"""`/masuk/` and `/keluar/`: Django's own views, with our form and look."""

from django.contrib.auth import views

from ..forms.account import LoginForm

login = views.LoginView.as_view(
    template_name="members/login.html", authentication_form=LoginForm, redirect_authenticated_user=True
)
logout = views.LogoutView.as_view()
