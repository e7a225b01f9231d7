"""Addresses of one lending: opaque ids only."""

from django.urls import path

from hangot.desk.protection import views

urlpatterns = [
    path("<uuid:lending_id>/slip/", views.lending_slip, name="lending_slip"),
    path("<uuid:lending_id>/<slug:event>/", views.lending_step, name="lending_step"),
]
