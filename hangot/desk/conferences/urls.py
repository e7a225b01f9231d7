"""Addresses of conferences; items and actions are opaque ids."""

from django.urls import path

from hangot.desk.conferences import (
    action_views,
    agenda_views,
    invited_views,
    minutes_views,
    room_views,
    views,
)

urlpatterns = [
    path("", views.conferences, name="conferences"),
    path("new/", views.conference_new, name="conference_new"),
    path("actions/", action_views.conference_actions, name="conference_actions"),
    path("actions/<uuid:action_id>/", action_views.conference_action, name="conference_action"),
    path("<uuid:conference_id>/", views.conference, name="conference"),
    path("<uuid:conference_id>/agenda/", agenda_views.agenda, name="conference_agenda"),
    path("<uuid:conference_id>/posts/", agenda_views.posts, name="conference_posts"),
    path("<uuid:conference_id>/sign/", invited_views.sign, name="conference_sign"),
    path("<uuid:conference_id>/room/", room_views.room, name="conference_room"),
    path("<uuid:conference_id>/minutes/", minutes_views.minutes, name="conference_minutes"),
    path("<uuid:conference_id>/minutes/print/", minutes_views.printed, name="conference_print"),
    path("<uuid:conference_id>/<slug:event>/", views.conference_step, name="conference_step"),
    path("came/<uuid:attendance_id>/", invited_views.came, name="conference_came"),
    path("items/<uuid:item_id>/words/", invited_views.words, name="item_words"),
    path("items/<uuid:item_id>/<slug:event>/", room_views.item_step, name="item_step"),
]
