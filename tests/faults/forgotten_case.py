"""`python -m tests.faults.forgotten_case`: a case whose time is over, and what must be nowhere afterwards."""

import json
import sys

import django


def main() -> None:
    from members.models import User  # models load after the apps
    from tests.complaints.whole import secrets_of, whole_case  # the same

    case = whole_case(User.objects.get(username="relawan"))
    sys.stdout.write(json.dumps({name: value.hex() for name, value in secrets_of(case).items()}))


if __name__ == "__main__":
    django.setup()
    main()
