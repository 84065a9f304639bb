"""The exception to "nothing is kept": pages that say nothing about anybody."""

from functools import wraps

from django.utils.cache import patch_cache_control

PUBLIC = "kk_public"  # the attribute of a response that middleware.PrivateResponses leaves alone


def public_page(view, *, seconds: int = 24 * 60 * 60):
    """Lets browsers keep the view's response for ``seconds``; for pages alike for all people."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=seconds)
        setattr(response, PUBLIC, True)
        return response

    return kept
