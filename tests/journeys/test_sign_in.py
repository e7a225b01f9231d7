"""Signing in as somebody really would: the neutral page, a one-time code, a passkey."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from hangot.demo.cast import PASSWORD
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_the_sign_in_page_tells_nothing_about_the_centre(visitor: Callable[..., Any]) -> None:
    desk = visitor()
    desk.open("/account/login/")
    desk.check("sign-in")
    # The list of invented people below it exists in the demo only.
    shown = desk.page.locator(".door-card").inner_text()
    assert not any(word in shown for word in ("범죄", "스토킹", "피해", "센터 종류"))


def test_an_invented_person_is_one_click_away_on_the_page_of_the_demo(
    visitor: Callable[..., Any],
) -> None:
    desk = visitor().sign_in_by_hand("reception-1")
    desk.check("first-page")
    assert desk.page.get_by_role("link", name=re.compile("접수|연락")).count()


def _code(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_a_worker_sets_up_a_code_and_a_passkey_and_comes_back_with_the_passkey(
    at_desk: Callable[..., Any],
) -> None:
    desk = at_desk("law-home-doctor-1")
    page = desk.page
    devtools = desk.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    desk.open("/account/2fa/totp/activate/")
    page.locator("input[name=password]").fill(PASSWORD)
    steps.follow(page.locator("main button[type=submit]"))
    desk.check("second-factor")
    secret = page.locator(".secret").first
    value = secret.inner_text()
    page.locator("input[name=code]").fill(_code(re.sub(r"\s", "", value)))
    steps.follow(page.locator("main button[type=submit]").first)
    desk.open("/account/2fa/webauthn/add/")
    desk.check("passkey-add")
    name = page.locator("input[name=name]")
    name.fill("창구 열쇠")
    passwordless = page.locator("input[name=passwordless]")
    if passwordless.count():
        passwordless.check()
    page.locator("#mfa_webauthn_add, main button").first.click()
    page.wait_for_url(lambda url: "add" not in url)
    desk.open("/seats/")
    steps.follow(page.get_by_role("button", name=re.compile("나가기")))
    desk.open("/account/login/")
    page.locator("#passkey_login, [data-passkey], button:has-text('패스키')").first.click()
    page.wait_for_url(lambda url: "/account/" not in url)
    desk.open("/seats/")
    expect(page.locator("h1")).to_be_visible()
