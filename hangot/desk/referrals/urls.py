"""Addresses of the in- and outbox and of one referral."""

from django.urls import URLPattern, path

from hangot.desk.referrals import boxes, views, writing

urlpatterns: list[URLPattern] = [
    path("", boxes.boxes, name="referrals"),
    path("new/<uuid:case_id>/", writing.new, name="referral_new"),
    path("<uuid:referral_id>/", views.one, name="referral"),
    path("<uuid:referral_id>/edit/", writing.edit, name="referral_edit"),
    path("<uuid:referral_id>/send/", views.send, name="referral_send"),
    path("<uuid:referral_id>/tried/", views.tried, name="referral_tried"),
    path("<uuid:referral_id>/<slug:event>/", views.step, name="referral_step"),
]
