"""Addresses of one procedure."""

from django.urls import path

from hangot.desk.debts import views

urlpatterns = [path("<uuid:procedure_id>/<slug:event>/", views.debt_step, name="debt_step")]
