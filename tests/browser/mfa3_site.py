"""django-mfa3 as it comes from PyPI: the QR code is a table of HTML or an SVG beside the code field, which is named after a name.

    python mfa3_site.py FOLDER
"""

import sys

from django_serve import common, configure, serve

configure(
    sys.argv[1],
    ["django.contrib.admin", "mfa"],
    LOGIN_URL="/login",
    MFA_DOMAIN="127.0.0.1",
    MFA_SITE_TITLE="MFA3 Example",
    MFA_METHODS=["TOTP"],
    # Its clock cannot be moved, and a code of the next step is taken.
    MFA_TOTP_VALID_WINDOW=1,
)

from django.urls import include, path  # noqa: E402
from mfa.views import LoginView  # noqa: E402

urlpatterns = [*common(), path("login", LoginView.as_view()), path("mfa/", include("mfa.urls", namespace="mfa"))]

serve()
