"""django-allauth as it comes from PyPI, with one user, on a free port of 127.0.0.1.

    python django_site.py FOLDER

Prints its port, then serves until it is ended. FOLDER takes its database. The clock can be
moved, since the server takes a code once and the tests do not wait: GET /clock/SECONDS.
"""

import logging
import sys
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path

real_time = time.time
# Missing icons and styles are no news; errors are.
logging.disable(logging.WARNING)

settings.configure(
    SECRET_KEY="for tests alone",
    DEBUG=True,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{sys.argv[1]}/db.sqlite3"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.mfa",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    LOGIN_REDIRECT_URL="/accounts/2fa/",
    ACCOUNT_EMAIL_VERIFICATION="none",
    ACCOUNT_RATE_LIMITS=False,
    MFA_SUPPORTED_TYPES=["totp", "recovery_codes"],
    MFA_TOTP_ISSUER="Allauth Example",
)
django.setup()


def clock(request, ahead):
    time.time = lambda: real_time() + ahead
    return HttpResponse("moved")


urlpatterns = [path("accounts/", include("allauth.urls")), path("clock/<int:ahead>", clock)]


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def main():
    from allauth.account.models import EmailAddress
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_user("jane", "jane@example.org", "practice-password")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


main()
