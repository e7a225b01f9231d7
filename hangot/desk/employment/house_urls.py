"""Vacancies and courses of the house."""

from django.urls import path

from hangot.desk.employment import house_views

urlpatterns = [path("employment/", house_views.house_work, name="house_work")]
