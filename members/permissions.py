"""Views ask for a permission of roles.PERMISSIONS, never for a role."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def permission_required(permission: str):
    """The view answers 403 to a logged-in user without ``permission``; login is asked for by default."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
