"""Settings in one file; a secret may come as NAME or, from a file, as NAME_FILE."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hangot.config.home import home
from hangot.config.installed import INSTALLED_APPS  # noqa: F401 - a setting, not a leftover

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    """A setting from the environment or from the file that NAME_FILE names."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return text(name) in ("1", "true", "yes")


def secret(name: str, kept: Path) -> str:
    """A given secret, the one kept by `hangot install`, or one that ends with this process."""
    if given := text(name):
        return given
    if kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    return secrets.token_urlsafe(48)


# Values are bound by the server, so that no other session of the role can read them in a statement,
# and a statement is planned once per connection: planning the policies costs more than running
# them. HANGOT_PREPARE=no behind a connection pooler that does not know prepared statements.
PREPARED: dict[str, Any] = {"server_side_binding": True}
if text("HANGOT_PREPARE", "2").isdigit():
    PREPARED["prepare_threshold"] = int(text("HANGOT_PREPARE", "2"))
    # One plan for all values: every list starts from an index that fits its question, so none
    # is better for some of them, and planning anew costs up to a third of a page.
    PREPARED["options"] = "-c plan_cache_mode=force_generic_plan"


def database(url: str, *, pooled: bool) -> dict[str, Any]:
    """A Django database from a postgresql:// address; sockets come as ?host=/directory.

    Whatever else stands behind the question mark (sslmode, target_session_attrs) goes to libpq.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or parts.hostname or ""
    port = query.pop("port", str(parts.port or ""))
    more: dict[str, Any] = {}
    if pooled:
        more = {"pool": {"min_size": 1, "max_size": HANGOT_POOL, "timeout": 20}, **PREPARED}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "hangot",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**query, **more},
        "ATOMIC_REQUESTS": False,
    }


HOME = home()
DEMO = flag("HANGOT_DEMO")
# Set by the command `hangot training`, which leads to a database of its own and no other.
TRAINING = flag("HANGOT_TRAINING")
# Set by the command `hangot` when it started the database itself.
PRIVATE = flag("HANGOT_PRIVATE_DATABASE")
DEBUG = flag("HANGOT_DEBUG")
SECRET_KEY = secret("HANGOT_SECRET_KEY", HOME / "secret-key")
HANGOT_KEYS = text("HANGOT_KEYS", str(HOME / "keys.json"))
HANGOT_ANCHORS = text("HANGOT_ANCHORS", str(HOME / "anchors"))
HANGOT_OUTBOX = text("HANGOT_OUTBOX", str(HOME / "outbox"))
# Which way out each channel takes: console, file, mail or sms_kr; "*" for all others.
HANGOT_WAYS: dict[str, str] = json.loads(text("HANGOT_WAYS", '{"*": "file"}'))
HANGOT_SMS_URL = text("HANGOT_SMS_URL", "https://api.solapi.com")
HANGOT_SMS_KEY, HANGOT_SMS_NUMBER = text("HANGOT_SMS_KEY"), text("HANGOT_SMS_NUMBER")
HANGOT_SMS_SECRET = text("HANGOT_SMS_SECRET")
HANGOT_TALK_PROFILE = text("HANGOT_TALK_PROFILE")
EMAIL_HOST, EMAIL_PORT = text("HANGOT_MAIL_HOST", "localhost"), int(text("HANGOT_MAIL_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = text("HANGOT_MAIL_USER"), text("HANGOT_MAIL_PASSWORD")
EMAIL_USE_TLS, EMAIL_TIMEOUT = flag("HANGOT_MAIL_TLS"), 30
DEFAULT_FROM_EMAIL = text("HANGOT_MAIL_FROM", "notice@localhost")
HANGOT_RULES = Path(text("HANGOT_RULES", str(ROOT / "rules")))
HANGOT_PACKS = [Path(part) for part in text("HANGOT_PACKS", str(ROOT / "packs")).split(":")]
HANGOT_GUIDE = text("HANGOT_GUIDE")
HANGOT_MINUTES_IDLE = int(text("HANGOT_MINUTES_IDLE", "15"))
HANGOT_HOURS_ABSOLUTE = int(text("HANGOT_HOURS_ABSOLUTE", "9"))
HANGOT_UPLOAD_BYTES = int(text("HANGOT_UPLOAD_BYTES", str(20 * 1024 * 1024)))
# Which agency may keep which numbered paper, and the article that says so; nobody by default.
HANGOT_IDENTIFIERS: dict[str, dict[str, str]] = json.loads(text("HANGOT_IDENTIFIERS", "{}"))
# Connections of one worker process; its threads never wait for one when there are as many.
HANGOT_POOL = int(text("HANGOT_POOL", "16"))
HANGOT_PROXIES = [part for part in text("HANGOT_PROXIES").split(",") if part]
SECURE = not (DEMO or DEBUG or flag("HANGOT_INSECURE"))
# Behind a proxy that speaks TLS: it says so, and the addresses people type are named here.
if HANGOT_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [part for part in text("HANGOT_ORIGINS").split(",") if part]

ALLOWED_HOSTS = text("HANGOT_HOSTS", "localhost,127.0.0.1,testserver").split(",")
DATABASE_URL = text("DATABASE_URL", "postgresql:///hangot")
DATABASES = {
    "default": database(DATABASE_URL, pooled=True),
    "owner": database(text("OWNER_DATABASE_URL", DATABASE_URL), pooled=False),
    "auditor": database(text("AUDITOR_DATABASE_URL", DATABASE_URL), pooled=False),
}
# For `hangot backup` and `hangot restore` only: their roles and PostgreSQL's own programs.
BACKUP_DATABASE_URL = text("BACKUP_DATABASE_URL")
ADMIN_DATABASE_URL = text("ADMIN_DATABASE_URL")
HANGOT_POSTGRES_BIN = text("HANGOT_POSTGRES_BIN")
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
DATABASES["auditor"]["TEST"] = {"MIRROR": "default"}
MIDDLEWARE = [
    "hangot.desk.guards.headers",
    "hangot.desk.guards.proxy",
    "hangot.desk.guards.size",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hangot.desk.guards.language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hangot.desk.presence.account",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_USER_MODEL = "hangot.Worker"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ROOT_URLCONF = "hangot.config.urls"
WSGI_APPLICATION = "hangot.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "hangot" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["hangot.templatetags.hangot"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hangot.desk.shell.frame",
                "hangot.desk.entry.cast",
                "hangot.desk.entry.training_mode",
            ],
        },
    }
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "hangot.desk.sign_in.Adapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Hangot"
MFA_ADAPTER = "hangot.desk.factors.SecondFactors"
MFA_FORMS = {
    "authenticate": "hangot.desk.factors.CodeForm",
    "reauthenticate": "hangot.desk.factors.CodeAgainForm",
    "add_webauthn": "hangot.desk.factors.AddPasskeyForm",
    "authenticate_webauthn": "hangot.desk.factors.PasskeyForm",
    "login_webauthn": "hangot.desk.factors.PasskeyLoginForm",
    "reauthenticate_webauthn": "hangot.desk.factors.PasskeyAgainForm",
}
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
# A house shares one address: locking that would lock every desk; accounts are locked instead.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

# Failed codes are counted for the house, not for each process of the server.
CACHES = {"default": {"BACKEND": "hangot.desk.shared.Shared"}}

SESSION_ENGINE = "hangot.desk.sessions"
# Both houses on one machine share its cookies, whatever their ports.
BESIDE = "-training" if TRAINING else ""
SESSION_COOKIE_NAME = f"__Host-hangot{BESIDE}" if SECURE else f"hangot{BESIDE}"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = HANGOT_HOURS_ABSOLUTE * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"__Host-hangot-form{BESIDE}" if SECURE else f"hangot-form{BESIDE}"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hangot.desk.errors.form_expired"
LANGUAGE_COOKIE_NAME = "hangot-language"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
FILE_UPLOAD_MAX_MEMORY_SIZE = HANGOT_UPLOAD_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEFAULT_EXCEPTION_REPORTER = "hangot.desk.errors.Quiet"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"scrub": {"()": "hangot.desk.errors.Scrub"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["scrub"]}
    },
    "root": {"handlers": ["out"], "level": "WARNING"},
}
