"""Addresses of this area."""

from django.urls import path

from hangot.desk.reception import board_views, desk_views, slip_views, visit_views

urlpatterns = [
    path("", board_views.board, name="reception"),
    path("arrive/", board_views.arrive, name="reception_arrive"),
    path("call/", desk_views.call_next, name="call_next"),
    path("desk/", desk_views.desk, name="desk"),
    path("walk-in/", visit_views.walk_in, name="walk_in"),
    path("stops/<uuid:stop_id>/<slug:event>/", desk_views.stop_step, name="stop_step"),
    path("visits/<uuid:visit_id>/", visit_views.visit, name="visit"),
    path("visits/<uuid:visit_id>/slip/", slip_views.slip, name="visit_slip"),
    path("visits/<uuid:visit_id>/<slug:event>/", visit_views.visit_step, name="visit_step"),
]
