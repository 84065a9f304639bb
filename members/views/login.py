"""`/masuk/` and `/keluar/`: Django's own views, with our form and look."""

from django.contrib.auth import views
from django.db import transaction

from ..forms.account import LoginForm


class Login(views.LoginView):
    """What a login writes stands together with its record (members.sessions), or not at all."""

    template_name = "members/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        with transaction.atomic():
            return super().form_valid(form)


login = Login.as_view()
logout = views.LogoutView.as_view()
