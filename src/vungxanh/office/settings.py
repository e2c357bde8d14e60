"""Django's settings. What differs from place to place comes from `environment`."""

from pathlib import Path

from csp.constants import NONE, SELF

from vungxanh.office.environment import Environment

ENVIRONMENT = Environment.read()
OFFICE = Path(__file__).resolve().parent

SECRET_KEY = ENVIRONMENT.secret()
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DATABASES = ENVIRONMENT.databases()
HOME = ENVIRONMENT.home
FILES = HOME / "files"
"""Uploads, exports and refused rows: confidential, never below a web server's root."""
ASSESSMENTS = HOME / "assessments"

ROOT_URLCONF = "vungxanh.office.urls"
WSGI_APPLICATION = "vungxanh.office.wsgi.application"
AUTH_USER_MODEL = "records.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "vungxanh.office.records",
    "vungxanh.office.pages.accounts.apps.AccountsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vungxanh.office.shell.middleware.HeaderMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vungxanh.office.shell.middleware.SignedInMiddleware",
    "vungxanh.office.shell.limits.LimitMiddleware",
    "vungxanh.office.shell.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [OFFICE / "shell" / "templates", *sorted((OFFICE / "pages").glob("*/templates"))],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "vungxanh.office.shell.templating.environment",
            "context_processors": [
                "vungxanh.office.shell.context.frame",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        # What libraries render themselves: their e-mails.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATICFILES_DIRS = [OFFICE / "shell" / "static", ("site", OFFICE.parent / "publishing" / "site" / "assets")]
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vungxanh.office.pages.accounts.passwords.NotAboutYou",
     "OPTIONS": {"user_attributes": ("email", "full_name", "phone")}},
    {"NAME": "vungxanh.office.pages.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "vungxanh.office.pages.accounts.passwords.NotCommon"},
    {"NAME": "vungxanh.office.pages.accounts.passwords.NotOnlyDigits"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
MFA_REQUIRED = ENVIRONMENT.mfa_required

ACCOUNT_ADAPTER = "vungxanh.office.pages.accounts.adapter.OfficeAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "html.j2"
SIGNING = "vungxanh.office.pages.accounts.signing"
ACCOUNT_FORMS = {
    "login": f"{SIGNING}.LoginForm",
    "change_password": f"{SIGNING}.ChangePasswordForm",
    "reset_password": f"{SIGNING}.ResetPasswordForm",
    "reset_password_from_key": f"{SIGNING}.ResetPasswordKeyForm",
    "reauthenticate": f"{SIGNING}.ReauthenticateForm",
}
MFA_ADAPTER = "vungxanh.office.pages.accounts.adapter.OfficeMFAAdapter"
MFA_FORMS = {
    "authenticate": f"{SIGNING}.AuthenticateForm",
    "reauthenticate": f"{SIGNING}.ReauthenticateCodeForm",
    "activate_totp": f"{SIGNING}.ActivateForm",
    "add_webauthn": f"{SIGNING}.AddKeyForm",
    "edit_webauthn": f"{SIGNING}.EditKeyForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": None}
"""Failures are counted by axes, in the database, for addresses with and without account alike."""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Vùng Xanh"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
USERSESSIONS_TRACK_ACTIVITY = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], ["username"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "vungxanh.office.pages.accounts.lockout.typed_address"
AXES_CLIENT_IP_CALLABLE = "vungxanh.office.shell.client.address_of"
AXES_LOCKOUT_CALLABLE = "vungxanh.office.pages.accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "password", "ip_address"]
AXES_VERBOSE = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
"""In files, so that all processes count together; only allauth's limits use it."""

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
DISEASE = ENVIRONMENT.disease

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if ENVIRONMENT.mail
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

DEFAULT_EXCEPTION_REPORTER = "vungxanh.office.shell.logs.SilentReporter"

SILENCED_SYSTEM_CHECKS = ["fields.W342"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"scrubbed": {"()": "vungxanh.office.shell.logs.Scrubbed"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "scrubbed"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
