"""Addresses of reports: opaque ids only."""

from django.urls import path

from hangot.desk.reports import views

urlpatterns = [
    path("", views.reports_sent, name="reports"),
    path("new/", views.report_new, name="report_new"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/apart/", views.report_part, name="report_part"),
]
