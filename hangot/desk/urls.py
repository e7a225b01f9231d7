"""Addresses of the staff pages: opaque ids only."""

from django.urls import include, path

from hangot.desk import entry
from hangot.desk.guide.views import guide
from hangot.desk.reception import screen_views
from hangot.desk.reports.feed import feed_reports

urlpatterns = [
    path("second-factor/", entry.second_factor, name="second_factor"),
    path("language/", entry.language, name="language"),
    path("guide/", guide, {"language": "ko"}, name="guide"),
    path("guide/en/", guide, {"language": "en"}, name="guide_en"),
    path("hide/", entry.hide, name="hide"),
    path("demo/enter/", entry.demo_enter, name="demo_enter"),
    path("seats/", entry.seats, name="seats"),
    path("kept/<uuid:parked_id>/", entry.parked, name="parked"),
    path("", include("hangot.desk.today.urls")),
    path("contacts/", include("hangot.desk.contacts.urls")),
    path("cases/", include("hangot.desk.cases.urls")),
    path("cases/", include("hangot.desk.help.urls")),
    path("cases/", include("hangot.desk.money.case_urls")),
    path("cases/", include("hangot.desk.homevisits.case_urls")),
    path("cases/", include("hangot.desk.orders.case_urls")),
    path("cases/", include("hangot.desk.debts.case_urls")),
    path("debts/", include("hangot.desk.debts.urls")),
    path("cases/", include("hangot.desk.protection.case_urls")),
    path("cases/", include("hangot.desk.removals.case_urls")),
    path("support/", include("hangot.desk.protection.urls")),
    path("house/", include("hangot.desk.protection.house_urls")),
    path("house/", include("hangot.desk.upkeep.house_urls")),
    path("cases/", include("hangot.desk.employment.case_urls")),
    path("house/", include("hangot.desk.employment.house_urls")),
    path("orders/", include("hangot.desk.orders.urls")),
    path("home-visits/", include("hangot.desk.homevisits.urls")),
    path("cases/", include("hangot.desk.messages.case_urls")),
    path("messages/", include("hangot.desk.messages.urls")),
    path("benefits/", include("hangot.desk.money.urls")),
    path("cases/", include("hangot.desk.conferences.case_urls")),
    path("conferences/", include("hangot.desk.conferences.urls")),
    path("cases/", include("hangot.desk.instruments.case_urls")),
    path("forms/", include("hangot.desk.instruments.urls")),
    path("consents/", include("hangot.desk.consents.urls")),
    path("referrals/", include("hangot.desk.referrals.urls")),
    path("trust/", include("hangot.desk.trust.urls")),
    path("reception/", include("hangot.desk.reception.urls")),
    path("screen/<str:token>/", screen_views.waiting_room, name="waiting_room"),
    path("pulse/<str:token>/", screen_views.pulse, name="pulse"),
    path("training/", include("hangot.desk.training.urls")),
    path("board/", include("hangot.desk.training.board_urls")),
    path("answer/", include("hangot.desk.answer.urls")),
    path("house/", include("hangot.desk.house.urls")),
    path("house/", include("hangot.desk.reports.house_urls")),
    path("house/", include("hangot.desk.indicators.house_urls")),
    path("feed/reports", feed_reports, name="feed_reports"),
    path("reports/", include("hangot.desk.reports.urls")),
]
