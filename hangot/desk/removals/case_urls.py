"""Removals on a case."""

from django.urls import path

from hangot.desk.removals import views

urlpatterns = [path("<uuid:case_id>/requests/", views.case_removals, name="case_removals")]
