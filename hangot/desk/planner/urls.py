"""Addresses of times; opaque ids only."""

from django.urls import path

from hangot.desk.planner import appointment_views, offer_views, reason_views, times_views

urlpatterns = [
    path("<uuid:case_id>/times/", times_views.case_times, name="case_times"),
    path("<uuid:case_id>/times/<uuid:itinerary_id>/", offer_views.case_offer, name="case_offer"),
    path("<uuid:case_id>/why/", reason_views.case_why, name="case_why"),
    path(
        "<uuid:case_id>/times/<uuid:itinerary_id>/why/",
        reason_views.case_reasons,
        name="case_reasons",
    ),
    path(
        "<uuid:case_id>/times/<uuid:appointment_id>/<slug:event>/",
        appointment_views.case_appointment,
        name="case_appointment",
    ),
]
