"""Addresses of consents, legal bases and what was given."""

from django.urls import URLPattern, path

from hangot.desk.consents import bases, sheets, views

urlpatterns: list[URLPattern] = [
    path("bases/", bases.listing, name="bases"),
    path("bases/<uuid:basis_id>/now/", bases.now, name="basis_now"),
    path("bases/<uuid:basis_id>/<slug:event>/", bases.step, name="basis_step"),
    path("lines/<uuid:consent_id>/", views.answer, name="consent_answer"),
    path("<uuid:case_id>/", views.matrix, name="consents"),
    path("<uuid:case_id>/ask/", views.ask, name="consent_ask"),
    path("<uuid:case_id>/withdraw/", views.withdraw, name="consent_withdraw"),
    path("<uuid:case_id>/renew/", views.renew, name="consent_renew"),
    path("<uuid:case_id>/print/", sheets.form, name="consent_print"),
    path("<uuid:case_id>/given/", sheets.disclosures, name="disclosures"),
    path("<uuid:case_id>/basis/", bases.new, name="basis_new"),
]
