"""Addresses of the house: services and posts."""

from django.urls import include, path

from hangot.desk.house import post_views, service_views

urlpatterns = [
    path("services/", service_views.services, name="services"),
    path("posts/", post_views.posts, name="posts"),
    path("posts/<uuid:post_id>/", post_views.post_move, name="post_move"),
    path("", include("hangot.desk.planner.house_urls")),
]
