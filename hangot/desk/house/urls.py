"""Addresses of the house: services, posts, time and places."""

from django.urls import include, path

from hangot.desk.house import (
    day_views,
    manual_views,
    outside_views,
    place_edit_views,
    place_views,
    post_views,
    rule_change_views,
    rule_views,
    service_views,
)

urlpatterns = [
    path("services/", service_views.services, name="services"),
    path("outside/<uuid:agency_id>/", outside_views.outside_agency, name="outside_agency"),
    path("manual/", manual_views.manual, name="manual"),
    path("manual/print/", manual_views.manual_print, name="manual_print"),
    path("posts/", post_views.posts, name="posts"),
    path("posts/<uuid:post_id>/", post_views.post_move, name="post_move"),
    path("places/", place_views.places, name="places"),
    path("places/days/", day_views.place_days, name="place_days"),
    path("places/childcare/", place_edit_views.place_childcare, name="place_childcare"),
    path("places/rooms/new/", place_edit_views.place_room_new, name="place_room_new"),
    path("places/rooms/<uuid:room_id>/", place_edit_views.place_room, name="place_room"),
    path("places/aides/new/", place_edit_views.place_aide_new, name="place_aide_new"),
    path("places/aides/<uuid:aide_id>/", place_edit_views.place_aide, name="place_aide"),
    path("places/posts/<uuid:post_id>/", place_edit_views.place_post, name="place_post"),
    path("places/<uuid:thing_id>/week/", place_edit_views.place_week, name="place_week"),
    path("rules/", rule_views.rules, name="rules"),
    path("rules/<int:number>/", rule_views.rule_figure, name="rule_figure"),
    path("rules/<int:number>/propose/", rule_views.rule_propose, name="rule_propose"),
    path("rules/changes/", rule_change_views.rule_changes, name="rule_changes"),
    path("rules/changes/<uuid:change_id>/", rule_change_views.rule_change, name="rule_change"),
    path("", include("hangot.desk.planner.house_urls")),
    path("", include("hangot.desk.instruments.house_urls")),
]
