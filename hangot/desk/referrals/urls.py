"""Addresses of the in- and outbox and of one referral."""

from django.urls import URLPattern, path

from hangot.desk.referrals import boxes, link_views, outside_views, views, writing

urlpatterns: list[URLPattern] = [
    path("", boxes.boxes, name="referrals"),
    path("new/<uuid:case_id>/", writing.new, name="referral_new"),
    path("outside/<uuid:case_id>/", outside_views.outside, name="referral_outside"),
    path("<uuid:referral_id>/", views.one, name="referral"),
    path("<uuid:referral_id>/edit/", writing.edit, name="referral_edit"),
    path("<uuid:referral_id>/send/", views.send, name="referral_send"),
    path("<uuid:referral_id>/tried/", views.tried, name="referral_tried"),
    path("<uuid:referral_id>/link/", link_views.make, name="referral_link"),
    path("<uuid:referral_id>/link/end/", link_views.end, name="referral_link_end"),
    path("<uuid:referral_id>/<slug:event>/", views.step, name="referral_step"),
]
