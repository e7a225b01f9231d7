"""Addresses: opaque ids only, never a name, a section or a kind of harm.

Of the sign-in library only what staff need: nobody signs up, no password is reset by mail.
"""

from allauth.account import views
from django.urls import include, path

from hangot.desk.sign_in import reauthenticate

account = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("2fa/", include("allauth.mfa.urls")),
]
urlpatterns = [
    path("account/", include(account)),
    path("", include("hangot.desk.urls")),
]
handler404 = "hangot.desk.entry.not_found"
handler500 = "hangot.desk.entry.fault"
