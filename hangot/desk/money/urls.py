"""Addresses of one benefit, and of what the rules did not foresee."""

from django.urls import path

from hangot.desk.money import views

urlpatterns = [
    path("doubts/", views.benefit_doubts, name="benefit_doubts"),
    path("<uuid:benefit_id>/", views.benefit, name="benefit"),
    path("<uuid:benefit_id>/<slug:event>/", views.benefit_step, name="benefit_step"),
]
