"""django-otp's admin as it comes from PyPI: user, password and token in one form; its QR code on a page of its own.

    python otp_admin_site.py FOLDER
"""

import sys

from django_serve import common, configure, serve

configure(
    sys.argv[1],
    ["django.contrib.admin", "django_otp", "django_otp.plugins.otp_totp"],
    ["django_otp.middleware.OTPMiddleware"],
    OTP_TOTP_ISSUER="OTP Example",
    OTP_TOTP_THROTTLE_FACTOR=0,
)

from django.contrib.admin import AdminSite  # noqa: E402
from django.urls import path  # noqa: E402
from django_otp.admin import OTPAdminSite  # noqa: E402
from django_otp.plugins.otp_totp.admin import TOTPDeviceAdmin  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

# Without a code one gets to the QR code alone.
plain, guarded = AdminSite(), OTPAdminSite("guarded")
plain.register(TOTPDevice, TOTPDeviceAdmin)
urlpatterns = [*common(), path("admin/", plain.urls), path("guarded/", guarded.urls)]

serve(lambda user: TOTPDevice.objects.create(user=user, name="phone"))
