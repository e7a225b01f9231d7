"""The address of the numbers of a house."""

from django.urls import path

from hangot.desk.indicators import views

urlpatterns = [path("figures/", views.house_figures, name="house_figures")]
