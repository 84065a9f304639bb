"""What holds for every response and every request: privacy headers, typed input, the local clock."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from villages.zones import zone_of

from . import typed_input
from .caching import PUBLIC

NO_DEVICES = ", ".join(
    f"{device}=()"
    for device in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class PrivateResponses:
    """No response is kept by a browser or proxy, unless its view is one of the few marked public.

    Files of the portal's own (/static/) are served before this by whitenoise.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not getattr(response, PUBLIC, False):
            response["Cache-Control"] = "no-store, private"
        response["Permissions-Policy"] = NO_DEVICES
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class OriginOfForms:
    """Under ``no-referrer`` browsers post our own forms with ``Origin: null``, which Django's CSRF check
    takes for a foreign page's. Whether the form is ours they say in ``Sec-Fetch-Site``; those too old to
    say it are let on to the check of the token, which no other page can know.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.headers.get("Origin") == "null" and site == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self.get_response(request)


class KeepTypedInput:
    """A form posted after its session ended is kept for the one who typed it, who logs in and goes on.

    Stands before LoginRequiredMiddleware, which would answer the POST with a bare login page.
    Views read ``request.kept_fields`` (a QueryDict or None) as the data of an unbound form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.kept_fields = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "GET":
            request.kept_fields = typed_input.give_back(request)
        elif request.method == "POST" and getattr(view, "login_required", True):
            return self._rescue(request)
        return None

    def _rescue(self, request):
        if request.user.is_authenticated:
            return None
        user_id = typed_input.owner(request)
        address = user_id and typed_input.keep(request, user_id)
        return typed_input.to_login(address) if address else None


class LocalTime:
    """Times are shown on the clock of the place where the person works; central Indonesia otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(clock_of(request.user)):
            return self.get_response(request)


def clock_of(user) -> ZoneInfo:
    """The zone of the person's group or village; the portal's own for everybody else."""
    posts = user.posts if user.is_authenticated else []
    code = next((row.village_code for row in posts if row.village_code), "")
    return zone_of(code) if code else timezone.get_default_timezone()
