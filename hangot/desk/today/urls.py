"""Addresses of this area."""

from django.urls import path

from hangot.desk.today.views import task_done, today

urlpatterns = [
    path("", today, name="today"),
    path("tasks/<uuid:task_id>/done/", task_done, name="task_done"),
]
