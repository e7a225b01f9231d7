"""Addresses of the counts and of the keys of feeds."""

from django.urls import path

from hangot.desk.reports import funnel_views, key_views

urlpatterns = [
    path("funnel/", funnel_views.house_funnel, name="house_funnel"),
    path("feeds/", key_views.house_feeds, name="house_feeds"),
    path("feeds/<uuid:key_id>/end/", key_views.house_feed_end, name="house_feed_end"),
]
