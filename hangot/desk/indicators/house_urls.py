"""The addresses of the numbers of a house."""

from django.urls import path

from hangot.desk.indicators import now_views, views

urlpatterns = [
    path("figures/", views.house_figures, name="house_figures"),
    path("figures/now/", now_views.house_figures_now, name="house_figures_now"),
]
