"""Addresses of money on a case; services are numbers in them."""

from django.urls import path

from hangot.desk.money import asking_views

urlpatterns = [
    path("<uuid:case_id>/money/", asking_views.case_benefits, name="case_benefits"),
    path("<uuid:case_id>/money/new/", asking_views.benefit_new, name="benefit_new"),
]
