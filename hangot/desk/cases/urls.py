"""Addresses of this area: opaque ids, and numbers for sections."""

from django.urls import include, path

from hangot.desk.cases import (
    case_views,
    contact_views,
    file_views,
    household_views,
    list_views,
    people_views,
    relation_views,
    same_views,
    section_views,
    timeline_views,
)

urlpatterns = [
    path("", list_views.cases, name="cases"),
    path("files/<uuid:file_id>/", file_views.file, name="file"),
    path("<uuid:case_id>/", case_views.case, name="case"),
    path("<uuid:case_id>/sections/<int:number>/", section_views.case_section, name="case_section"),
    path("<uuid:case_id>/contact/<uuid:point_id>/", contact_views.case_reveal, name="case_reveal"),
    path("<uuid:case_id>/contact/", contact_views.case_contact, name="case_contact"),
    path("<uuid:case_id>/safety/", contact_views.case_safety, name="case_safety"),
    path("<uuid:case_id>/notes/", section_views.case_note, name="case_note"),
    path("<uuid:case_id>/people/", people_views.case_people, name="case_people"),
    path(
        "<uuid:case_id>/people/<uuid:relation_id>/",
        relation_views.case_relation,
        name="case_relation",
    ),
    path("<uuid:case_id>/same/", same_views.case_same, name="case_same"),
    path("<uuid:case_id>/household/", household_views.case_household, name="case_household"),
    path(
        "<uuid:case_id>/household/<uuid:member_id>/",
        household_views.case_member,
        name="case_member",
    ),
    path("<uuid:case_id>/files/", file_views.case_files, name="case_files"),
    path("<uuid:case_id>/timeline/", timeline_views.case_timeline, name="case_timeline"),
    path("", include("hangot.desk.cases.work_urls")),
    path("", include("hangot.desk.planner.urls")),
]
