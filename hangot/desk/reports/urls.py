"""Addresses of reports: opaque ids only."""

from django.urls import path

from hangot.desk.reports import import_views, views

urlpatterns = [
    path("", views.reports_sent, name="reports"),
    path("new/", views.report_new, name="report_new"),
    path("import/", import_views.report_import, name="report_import"),
    path("import/<uuid:batch_id>/", import_views.import_page, name="import_page"),
    path("import/<uuid:batch_id>/go/", import_views.import_go, name="import_go"),
    path("import/<uuid:batch_id>/drop/", import_views.import_drop, name="import_drop"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/answer/", views.report_answer, name="report_answer"),
    path("<uuid:report_id>/measures/", views.report_measure, name="report_measure"),
    path("<uuid:report_id>/apart/", views.report_part, name="report_part"),
]
