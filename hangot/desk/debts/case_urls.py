"""The debts of a case."""

from django.urls import path

from hangot.desk.debts import views

urlpatterns = [path("<uuid:case_id>/debts/", views.case_debts, name="case_debts")]
