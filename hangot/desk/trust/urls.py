"""Addresses of trust: logs, reviews, emergency access, the safety desk."""

from django.urls import path

from hangot.desk.trust import (
    entry_views,
    export_views,
    glass_review_views,
    glass_views,
    log_find_views,
    log_views,
    person_log_views,
    retention_views,
    review_views,
    safety_views,
)

urlpatterns = [
    path("cases/<uuid:case_id>/log/", log_views.case_log, name="case_log"),
    path("cases/<uuid:case_id>/log/print/", person_log_views.case_log_print, name="case_log_print"),
    path("logs/", log_find_views.log_find, name="log_find"),
    path("review/", review_views.review, name="review"),
    path("review/<uuid:entry_id>/", entry_views.review_entry, name="review_entry"),
    path("retention/", retention_views.retention, name="retention"),
    path(
        "retention/<uuid:destruction_id>/<slug:event>/",
        retention_views.destruction_step,
        name="destruction_step",
    ),
    path("exports/", export_views.exports, name="exports"),
    path("exports/<uuid:export_id>/<slug:event>/", export_views.export_step, name="export_step"),
    path("urgent/", glass_review_views.glasses, name="glasses"),
    path("urgent/open/", glass_views.glass_find, name="glass_find"),
    path("urgent/prove/", glass_views.glass_prove, name="glass_prove"),
    path("urgent/cases/<uuid:case_id>/", glass_views.glass_open, name="glass_open"),
    path("urgent/<uuid:glass_id>/end/", glass_views.glass_end, name="glass_end"),
    path("urgent/<uuid:glass_id>/", glass_review_views.glass_review, name="glass_review"),
    path("safety/", safety_views.safety, name="safety"),
    path("safety/links/<uuid:link_id>/<slug:event>/", safety_views.link_step, name="link_step"),
    path("safety/apart/", safety_views.separate, name="separate"),
    path("safety/apart/<uuid:rule_id>/end/", safety_views.separate_end, name="separate_end"),
    path("safety/out/", safety_views.deny, name="deny"),
    path("safety/out/<uuid:denial_id>/end/", safety_views.deny_end, name="deny_end"),
]
