"""The address where a worker asks that a conference speaks about a case."""

from django.urls import path

from hangot.desk.conferences import asking_views

urlpatterns = [
    path("<uuid:case_id>/conference/", asking_views.case_conference, name="case_conference"),
]
