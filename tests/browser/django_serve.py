"""A Django site for one test: one user, a database in a folder, a clock that can be moved. Used by the scripts beside it.

It prints its port, then serves until it is ended. The clock can be moved, since servers take a code once and the
tests do not wait: GET /clock/SECONDS.
"""

import logging
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

real_time = time.time
# Missing icons and styles are no news; errors are.
logging.disable(logging.WARNING)

AUTH = [f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages", "staticfiles")]
BASE = "<!doctype html><title>{% block title %}{% endblock %}</title>{% block extra_media %}{% endblock %}"
LOGIN = '<title>Sign in</title><form method="post">{% csrf_token %}{{ form }}<button>Log in</button></form>'


def configure(folder, apps, middleware=(), **more):
    """Django with these apps, and templates of our own only where they ask for some."""
    templates = {
        "two_factor/_base.html": BASE + "{% block content_wrapper %}{% block content %}{% endblock %}{% endblock %}",
        "registration/login.html": LOGIN,
    }
    processors = ["django.template.context_processors.request"]
    processors += [f"django.contrib.{app}.context_processors.{app}" for app in ("auth", "messages")]
    settings.configure(
        SECRET_KEY="for tests alone",
        DEBUG=True,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="__main__",
        STATIC_URL="/static/",
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/db.sqlite3"}},
        INSTALLED_APPS=[*AUTH, *apps],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            *middleware,
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": processors,
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", templates),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGIN_REDIRECT_URL="/welcome",
        **more,
    )
    django.setup()


def clock(request, ahead):
    time.time = lambda: real_time() + ahead
    return HttpResponse("moved")


def welcome(request):
    return HttpResponse(f"Welcome {request.user}")


def common():
    """The addresses that every one of these sites has."""
    return [path("clock/<int:ahead>", clock), path("welcome", welcome)]


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def serve(prepare=lambda user: None):
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    prepare(get_user_model().objects.create_superuser("jane", "jane@example.org", "practice-password"))
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()
