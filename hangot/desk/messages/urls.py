"""Addresses of the outbox and of one message."""

from django.urls import path

from hangot.desk.messages import views

urlpatterns = [
    path("", views.message_outbox, name="message_outbox"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/<slug:event>/", views.message_step, name="message_step"),
]
