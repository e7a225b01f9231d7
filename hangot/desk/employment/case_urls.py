"""The search for work of a case."""

from django.urls import path

from hangot.desk.employment import views

urlpatterns = [path("<uuid:case_id>/employment/", views.case_work, name="case_work")]
