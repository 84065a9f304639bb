"""What every template may use."""


def portal(request) -> dict:
    return {}
