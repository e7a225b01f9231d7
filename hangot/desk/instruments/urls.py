"""Addresses of fillings and alarms: opaque ids only."""

from django.urls import path

from hangot.desk.instruments import alarm_views, filling_views, result_views

urlpatterns = [
    path("<uuid:response_id>/", result_views.response, name="response"),
    path("<uuid:draft_id>/pages/<int:number>/", filling_views.response_page, name="response_page"),
    path("<uuid:draft_id>/check/", filling_views.response_check, name="response_check"),
    path("<uuid:draft_id>/discard/", filling_views.response_discard, name="response_discard"),
    path("<uuid:response_id>/correct/", result_views.response_correct, name="response_correct"),
    path("<uuid:response_id>/judge/", result_views.response_judge, name="response_judge"),
    path("<uuid:response_id>/paper/", result_views.response_print, name="response_print"),
    path("alarms/<uuid:alarm_id>/", alarm_views.alarm, name="alarm"),
]
