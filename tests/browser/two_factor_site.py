"""django-two-factor-auth as it comes from PyPI: a wizard that asks for a method, draws its QR code and asks for a token.

    python two_factor_site.py FOLDER
"""

import sys

from django_serve import common, configure, serve

configure(
    sys.argv[1],
    ["django_otp", "django_otp.plugins.otp_static", "django_otp.plugins.otp_totp", "two_factor"],
    ["django_otp.middleware.OTPMiddleware"],
    LOGIN_URL="two_factor:login",
    OTP_TOTP_THROTTLE_FACTOR=0,
    TWO_FACTOR_WEBAUTHN_RP_NAME="",
)

from django.urls import include, path  # noqa: E402
from two_factor.urls import urlpatterns as two_factor  # noqa: E402

urlpatterns = [*common(), path("", include(two_factor))]

serve()
