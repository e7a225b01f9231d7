"""Addresses of this area."""

from django.urls import path

from hangot.desk.contacts.editing import notice_edit
from hangot.desk.contacts.finding import find
from hangot.desk.contacts.listing import notices
from hangot.desk.contacts.new import new_contact
from hangot.desk.contacts.notice import notice, notice_arrive, notice_look, notice_phone
from hangot.desk.contacts.opening import notice_open
from hangot.desk.contacts.steps import notice_step

urlpatterns = [
    path("", notices, name="notices"),
    path("new/", new_contact, name="new_contact"),
    path("find/", find, name="find"),
    path("<uuid:notice_id>/", notice, name="notice"),
    path("<uuid:notice_id>/edit/", notice_edit, name="notice_edit"),
    path("<uuid:notice_id>/arrive/", notice_arrive, name="notice_arrive"),
    path("<uuid:notice_id>/look/", notice_look, name="notice_look"),
    path("<uuid:notice_id>/phone/", notice_phone, name="notice_phone"),
    path("<uuid:notice_id>/open/", notice_open, name="notice_open"),
    path("<uuid:notice_id>/<slug:event>/", notice_step, name="notice_step"),
]
