"""Addresses of what may help; services, facts and needs are numbers in them."""

from django.urls import path

from hangot.desk.help import printing, views

urlpatterns = [
    path("<uuid:case_id>/help/", views.case_help, name="case_help"),
    path("<uuid:case_id>/help/answer/", views.help_answer, name="help_answer"),
    path("<uuid:case_id>/help/refer/", views.help_refer, name="help_refer"),
    path("<uuid:case_id>/help/print/", printing.help_print, name="help_print"),
]
