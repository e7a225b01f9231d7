"""Addresses: opaque ids only, never a name, a section or a kind of harm."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("hangot.desk.urls")),
]
handler404 = "hangot.desk.entry.not_found"
handler500 = "hangot.desk.entry.fault"
