"""Addresses of the times of the house: rota, rooms, calendar."""

from django.urls import path

from hangot.desk.planner import feed_views, mend_views, room_views, rota_views, sooner_views

urlpatterns = [
    path("rota/", rota_views.rotas, name="rotas"),
    path("rota/feed/", rota_views.rota_feed, name="rota_feed"),
    path("rota/<uuid:post_id>/", rota_views.rota, name="rota"),
    path("rota/<uuid:post_id>/away/<str:day>/", mend_views.rota_mend, name="rota_mend"),
    path("sooner/", sooner_views.sooner_times, name="sooner_times"),
    path("rooms/", room_views.room_use, name="rooms"),
    path("calendar/<str:token>.ics", feed_views.calendar, name="calendar"),
]
