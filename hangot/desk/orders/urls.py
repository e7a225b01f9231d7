"""Addresses of one protective order."""

from django.urls import path

from hangot.desk.orders import views

urlpatterns = [path("<uuid:order_id>/<slug:event>/", views.order_step, name="order_step")]
