"""Addresses of consents, legal bases and what was given."""

from django.urls import URLPattern, path

from hangot.desk.consents import asking_views, bases, ending_views, sheets, views, void_views

urlpatterns: list[URLPattern] = [
    path("bases/", bases.listing, name="bases"),
    path("bases/<uuid:basis_id>/now/", bases.now, name="basis_now"),
    path("bases/<uuid:basis_id>/<slug:event>/", bases.step, name="basis_step"),
    path("lines/<uuid:consent_id>/", asking_views.answer, name="consent_answer"),
    path("<uuid:case_id>/", views.matrix, name="consents"),
    path("<uuid:case_id>/ask/", asking_views.ask, name="consent_ask"),
    path("<uuid:case_id>/withdraw/", ending_views.withdraw, name="consent_withdraw"),
    path("<uuid:case_id>/renew/", ending_views.renew, name="consent_renew"),
    path("<uuid:case_id>/void/", void_views.void, name="consent_void"),
    path("<uuid:case_id>/print/", sheets.form, name="consent_print"),
    path("<uuid:case_id>/given/", sheets.disclosures, name="disclosures"),
    path("<uuid:case_id>/basis/", bases.new, name="basis_new"),
]
