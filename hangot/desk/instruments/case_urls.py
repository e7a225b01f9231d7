"""Addresses of forms on a case; forms are numbers in them."""

from django.urls import path

from hangot.desk.instruments import list_views, result_views

urlpatterns = [
    path("<uuid:case_id>/forms/", list_views.case_forms, name="case_forms"),
    path("<uuid:case_id>/forms/<int:number>/", list_views.form_start, name="form_start"),
    path("<uuid:case_id>/forms/<int:number>/paper/", result_views.form_print, name="form_print"),
]
