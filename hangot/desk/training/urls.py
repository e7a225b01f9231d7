"""Addresses of training."""

from django.urls import path

from hangot.desk.training import door_views, one_views, step_views, views

urlpatterns = [
    path("", views.trainings, name="trainings"),
    path("owing/", views.training_owing, name="training_owing"),
    path("in/<str:code>/", door_views.training_in, name="training_in"),
    path("paper/<uuid:material_id>/", one_views.training_paper, name="training_paper"),
    path(
        "certificate/<uuid:trainee_id>/", one_views.training_certificate,
        name="training_certificate",
    ),
    path("<uuid:training_id>/", one_views.training, name="training"),
    path("<uuid:training_id>/door/", door_views.training_door, name="training_door"),
    path("<uuid:training_id>/do/<slug:event>/", step_views.training_step, name="training_step"),
]  # fmt: skip
