"""Behind a proxy that speaks TLS: a form from the real address is taken, a stranger's word is not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import Client

from hangot.desk.guards import proxy

HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def _secure(peer: str) -> bool:
    seen: list[bool] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request.is_secure())
        return HttpResponse()

    request = HttpRequest()
    request.META |= {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_PROTO": "https"}
    proxy(answer)(request)
    return seen[0]


def test_only_the_proxy_of_the_configuration_says_that_it_came_over_tls(settings: Any) -> None:
    settings.HANGOT_PROXIES, settings.SECURE_PROXY_SSL_HEADER = ["10.0.0.1"], HEADER
    assert _secure("10.0.0.1")
    assert not _secure("10.0.0.9")


def test_a_form_sent_through_the_proxy_is_taken(settings: Any, db: None) -> None:
    settings.HANGOT_PROXIES, settings.SECURE_PROXY_SSL_HEADER = ["127.0.0.1"], HEADER
    sent = {"X-Forwarded-Proto": "https", "Origin": "https://testserver", "Host": "testserver"}
    client, address = Client(enforce_csrf_checks=True, headers=sent), "/account/login/"
    page = client.get(address).content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    typed = {"csrfmiddlewaretoken": token, "login": "nobody", "password": "not-a-password"}
    assert token
    assert client.post(address, typed).status_code != 403
    settings.HANGOT_PROXIES = []
    assert client.post(address, typed).status_code == 403
