"""Addresses of the messages of a case."""

from django.urls import path

from hangot.desk.messages import case_views

urlpatterns = [
    path("<uuid:case_id>/messages/", case_views.case_messages, name="case_messages"),
    path("<uuid:case_id>/messages/new/", case_views.message_new, name="message_new"),
]
