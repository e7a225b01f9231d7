"""Addresses of case work; included by the addresses of cases."""

from django.urls import path

from hangot.desk.cases import (
    check_views,
    close_views,
    copy_views,
    handover_views,
    judgement_views,
    plan_action_views,
    plan_views,
    team_views,
    work_views,
)

urlpatterns = [
    path("<uuid:case_id>/move/<slug:event>/", work_views.case_move, name="case_move"),
    path("<uuid:case_id>/given/", work_views.case_deliver, name="case_deliver"),
    path("<uuid:case_id>/needs/", work_views.case_needs, name="case_needs"),
    path("<uuid:case_id>/turn/", work_views.case_task, name="case_task"),
    path("<uuid:case_id>/plan/", plan_views.case_plan, name="case_plan"),
    path("<uuid:case_id>/copy/", copy_views.case_copy, name="case_copy"),
    path("plans/actions/<uuid:action_id>/", plan_action_views.plan_action, name="plan_action"),
    path("plans/<uuid:plan_id>/<slug:event>/", plan_views.plan_step, name="plan_step"),
    path("<uuid:case_id>/checks/", check_views.case_checks, name="case_checks"),
    path("<uuid:case_id>/judgement/", judgement_views.case_judgement, name="case_judgement"),
    path("<uuid:case_id>/end/", close_views.case_close, name="case_close"),
    path("<uuid:case_id>/hand-over/", handover_views.case_hand_over, name="case_hand_over"),
    path("<uuid:case_id>/along/", team_views.case_accompany, name="case_accompany"),
    path("<uuid:case_id>/team/", team_views.case_team, name="case_team"),
]
