"""The address of the upkeep of the house."""

from django.urls import path

from hangot.desk.upkeep import views

urlpatterns = [path("upkeep/", views.house_upkeep, name="house_upkeep")]
