"""Support in kind on a case."""

from django.urls import path

from hangot.desk.protection import views

urlpatterns = [path("<uuid:case_id>/support/", views.case_support, name="case_support")]
