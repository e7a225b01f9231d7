"""Home visits on a case."""

from django.urls import path

from hangot.desk.homevisits import views

urlpatterns = [
    path("<uuid:case_id>/home-visits/", views.case_home_visits, name="case_home_visits"),
]
