from django.apps import AppConfig
from django.conf import settings


class BenchConfig(AppConfig):
    name = "bench"

    def ready(self) -> None:
        if getattr(settings, "BARE", False):
            from .bare import strip  # models are not there before

            strip()
