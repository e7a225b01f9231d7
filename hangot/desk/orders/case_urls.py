"""Protective orders on a case."""

from django.urls import path

from hangot.desk.orders import views

urlpatterns = [path("<uuid:case_id>/orders/", views.case_orders, name="case_orders")]
