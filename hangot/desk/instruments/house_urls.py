"""Addresses of the forms of the house: numbers in the list of those in use, opaque ids."""

from django.urls import path

from hangot.desk.instruments import house_views

urlpatterns = [
    path("forms/", house_views.house_forms, name="house_forms"),
    path("forms/new/", house_views.form_bring, name="form_bring"),
    path("forms/<int:number>/", house_views.form_seen, name="form_seen"),
    path("forms/changes/<uuid:form_id>/", house_views.form_change, name="form_change"),
]
