"""Addresses of the board of the network."""

from django.urls import path

from hangot.desk.training import board_views as views

urlpatterns = [
    path("", views.board, name="board"),
    path("<uuid:question_id>/", views.board_question, name="board_question"),
]
