"""One settings file for every machine; what differs comes from the environment.

``KK_MODE=local`` (the default) binds to loopback, makes its own keys under ``var/`` and allows
the demo cast. ``KK_MODE=production`` refuses to start without keys, hosts and PostgreSQL.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kk_portal import local_keys

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

KK_MODE = env.str("KK_MODE", default="local")
if KK_MODE not in {"local", "production"}:
    raise ImproperlyConfigured(f"KK_MODE is {KK_MODE!r}; it must be 'local' or 'production'.")
LOCAL = KK_MODE == "local"
if LOCAL:
    local_keys.ensure(VAR_DIR / "keys.env")
    env.read_env(VAR_DIR / "keys.env")


def required(name: str) -> str:
    """The variable's value, or a refusal to start that names it."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. In production put it into .env; "
            "`python manage.py make_keys` on any machine prints a fresh set of keys."
        )
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
# Key lists, newest first: "<id>:<base64>,<id>:<base64>"; parsed in safeguards.crypto.
DATA_KEYS = required("DATA_KEYS")
DIGEST_KEYS = required("DIGEST_KEYS")
AUDIT_KEYS = required("AUDIT_KEYS")
OUTBOX_KEYS = required("OUTBOX_KEYS")
# "<variable>:<id>" of keys that rows need and of which no copy is left: a start does not insist on them.
LOST_KEYS = env.list("LOST_KEYS", default=[])

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if LOCAL else required("ALLOWED_HOSTS").split(",")
PORT = env.int("PORT", default=8000)

INSTALLED_APPS = [
    "kk_portal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "import_export",
    "phonenumber_field",
    "kk_portal.apps.PortalConfig",
    "safeguards",
    "villages",
    "members",
    "complaints",
    "planning",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kk_portal.middleware.PrivateResponses",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kk_portal.gate.ReadableRequests",
    "members.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "kk_portal.middleware.OriginOfForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kk_portal.middleware.KeepTypedInput",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "members.middleware.TaskFirst",
    "members.middleware.OwnPasswordFirst",
    "members.middleware.SecondFactorFirst",
    "kk_portal.middleware.LocalTime",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kk_portal.urls"
WSGI_APPLICATION = "kk_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kk_portal.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# Database -----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'kk_portal.sqlite3'}")}
DATABASE = DATABASES["default"]
SQLITE = DATABASE["ENGINE"] == "django.db.backends.sqlite3"
if SQLITE and not LOCAL:
    raise ImproperlyConfigured("Production needs PostgreSQL: set DATABASE_URL=postgres://…")
if SQLITE:
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
        ),
    }
else:  # a server or a network that is gone is noticed in seconds, not when the kernel gives up
    DATABASE["OPTIONS"] = {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        # On an SSD any page is as near as the next; else counts read whole indexes (docs/benchmarks.md).
        # And what is asked here is answered sooner than it would be compiled.
        "options": "-c random_page_cost=1.1 -c jit=off",
        **DATABASE.get("OPTIONS", {}),
    }
DATABASE["CONN_MAX_AGE"] = 600
DATABASE["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "members.backends.NameOrPhoneBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "members.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.passwords.NotCommon"},
    {
        "NAME": "members.passwords.NotHerName",
        "OPTIONS": {"user_attributes": ("username", "full_name", "phone", "email")},
    },
]
LOGIN_URL = "members:login"
# Of whoever may enter admin; of everybody else it is offered.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not LOCAL)
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "members:login"

SESSION_ENGINE = "members.session_store"  # idle and absolute ends stand in the session's own row
SESSION_COOKIE_AGE = 12 * 60 * 60  # from the login on; nothing prolongs it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "kk_sesi" if LOCAL else "__Host-kk_sesi"
CSRF_COOKIE_NAME = "kk_csrf" if LOCAL else "__Host-kk_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The phone on which a PIN was chosen holds a secret of its own; it never comes along from another site.
PIN_COOKIE_NAME = "kk_pin" if LOCAL else "__Host-kk_pin"
LOOK_COOKIE_NAME = "kk_tampilan" if LOCAL else "__Host-kk_tampilan"
CSRF_FAILURE_VIEW = "kk_portal.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Guessing is slowed by (account, address): one mistyping neighbour must not lock a village out
# behind a shared address. What is kept is a keyed digest of the name, never the name.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "members.backends.throttle_name"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # attempts are counted and purged, nobody reads them
# Axes keeps the posted fields and the query beside each attempt: none of them says anything.
AXES_SENSITIVE_PARAMETERS = [
    *("username", "ip_address", "password", "next", "csrfmiddlewaretoken"),
    *("kode", "kunci", "aksi", "simpanan"),
]
AXES_LOCKOUT_CALLABLE = "kk_portal.errors.locked_out"
AXES_CLIENT_IP_CALLABLE = "members.backends.client_address"
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
# Where the portal is reached from outside, for what leaves it on paper; unset: where it is asked.
PORTAL_URL = env.str("PORTAL_URL", default="")

# Transport and headers ----------------------------------------------------------------------
if not LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if PROXY_COUNT:  # else anybody may have written it
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Language, time, static files ---------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["kk_portal.formats"]
PHONENUMBER_DEFAULT_REGION = "ID"
PHONENUMBER_DB_FORMAT = "E164"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
if LOCAL:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing one
STATICFILES_STORAGE_LOCAL = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATICFILES_STORAGE_PRODUCTION = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_LOCAL if LOCAL else STATICFILES_STORAGE_PRODUCTION},
    # Sealed photos and PDFs of cases (complaints/filestore.py); never served by an address of its own.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("ATTACHMENTS_DIR", default=str(VAR_DIR / "attachments")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
WHITENOISE_USE_FINDERS = LOCAL

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Uploads stay in memory: no file of a case lies readable on a disk. Kept is one attachment, not more.
FILE_UPLOAD_HANDLERS = ["kk_portal.uploads.InMemoryOnly"]
ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024
ATTACHMENT_MAX_PIXELS = 50_000_000
ATTACHMENT_MAX_PAGES = 30
ATTACHMENTS_PER_CASE = 60
UPLOAD_MAX_BYTES = ATTACHMENT_MAX_BYTES
UPLOAD_CUT_BYTES = 64 * 1024 * 1024  # read to its end and told so; beyond, the connection is cut

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds: a mail server that hangs does not hold up the timer
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="kk-portal@localhost")

IMPORT_EXPORT_SKIP_ADMIN_LOG = True
IMPORT_EXPORT_SKIP_ADMIN_ACTION_EXPORT_UI = True

# No request bodies, no query strings, no names: only what went wrong and where in the code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "kk_portal.logs.WithoutRequestData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},  # each login at INFO
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# Months a case is kept after it is closed, by its kind (UU 27/2022 Ps 42-44 leave the period to us).
RETENTION_MONTHS = {"violence": 24, "social": 12}
OPENING_HOURS = 3
# Working days after its answer-by day from which a referral without an answer goes to the officer.
REFERRAL_ESCALATE_DAYS = env.int("REFERRAL_ESCALATE_DAYS", default=2)
ANSWER_LINK_DAYS = env.int("ANSWER_LINK_DAYS", default=60)

# Backups (kk_portal/backups): sealed to these people's public keys, two at least.
BACKUP_RECIPIENTS = [key.strip() for key in env.list("BACKUP_RECIPIENTS", default=[]) if key.strip()]
# Where they are put, with the ledger of erasures beside them; another disk, and from there another place.
BACKUP_DIR = env.str("BACKUP_DIR", default=str(VAR_DIR / "backups"))
BACKUP_KEEP = {"daily": 7, "weekly": 5, "monthly": 12}
