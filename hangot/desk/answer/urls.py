"""Addresses for agencies outside: a secret that says nothing, then addresses without any."""

from django.urls import path

from hangot.desk.answer import entry, views

urlpatterns = [
    path("", views.letter, name="answer"),
    path("done/", views.done, name="answer_done"),
    path("leave/", views.leave, name="answer_leave"),
    path("<int:number>/", views.section, name="answer_section"),
    path("show/<uuid:point_id>/", views.reveal, name="answer_reveal"),
    path("say/<slug:event>/", views.step, name="answer_step"),
    path("to/<str:token>/", entry.code, name="answer_code"),
]
