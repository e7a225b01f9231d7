"""Addresses of home visits: opaque ids only."""

from django.urls import path

from hangot.desk.homevisits import rounds_views, views

urlpatterns = [
    path("rounds/", rounds_views.home_rounds, name="home_rounds"),
    path("<uuid:home_id>/", views.home_visit, name="home_visit"),
    path("<uuid:home_id>/<slug:event>/", views.home_visit_step, name="home_visit_step"),
]
