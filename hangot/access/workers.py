"""Taking a new worker into an open centre: an account of an agency, a first password, a post."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from hangot.access.posts import sit, sitting_of
from hangot.access.trail import remember
from hangot.accounts.models import Worker
from hangot.core.access import Actor
from hangot.core.refusal import Missing
from hangot.core.text import Text
from hangot.directory.models import Agency, Post

ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{2,39}")
# Read out and typed by hand: no letter that looks like a digit or another letter.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5  # about 99 bits

NOT_AN_ACCOUNT = Text(
    "계정은 영문 소문자로 시작하는 3~40자입니다. 소문자, 숫자, 점, 밑줄, 줄표를 쓸 수 있습니다.",
    "An account has 3 to 40 characters and begins with a small letter; then also digits and . _ -",
)
TAKEN = Text(
    "이미 있는 계정입니다. 다른 계정을 적어 주세요.", "This account exists. Choose another."
)
NO_NAME = Text("이름을 적어 주세요.", "Write the name.")
NO_AGENCY = Text("이런 기관이 없습니다: {slug}", "There is no such agency: {slug}")
NO_POST = Text("이 기관에 이런 직위가 없습니다: {slug}", "This agency has no such post: {slug}")
OCCUPIED = Text(
    "누가 앉아 있는 직위입니다. 직위 없이 등록하고 '직위' 화면에서 넘겨 주세요: {slug}",
    "Somebody sits on this post. Add the worker without one and hand it over on the page Posts: {slug}",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is new: account code, name, slug of the agency; slug of an empty post or nothing."""

    account: str
    name: str
    agency: str
    post: str = ""


def add(entry: Entry, *, by: Actor, at: datetime) -> tuple[Worker, str]:
    """The new worker and the first password, which opens nothing but the choice of another.

    Missing says what is wrong with the entry. Called by the operator only: an administrator who
    could make accounts on a page could make one for himself and seat it anywhere.
    """
    if not ACCOUNT.fullmatch(entry.account):
        raise Missing("account", NOT_AN_ACCOUNT)
    if not entry.name.strip():
        raise Missing("name", NO_NAME)
    if Worker.objects.filter(account=entry.account).exists():
        raise Missing("account", TAKEN)
    agency = Agency.objects.filter(centre_id=by.centre, slug=entry.agency).first()
    if agency is None:
        raise Missing("agency", NO_AGENCY.format(slug=entry.agency))
    post = _empty(entry.post, agency) if entry.post else None
    password = first_password()
    worker = _account(entry, agency, password)
    remember("worker.add", by=by, at=at, thing=worker.pk)
    if post is not None:
        sit(worker, post, by=by, at=at)
        remember("post.move", by=by, at=at, thing=post.pk)
    return worker, password


def first_password() -> str:
    """Groups that can be read out: k7mpq-3xqab-…"""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _account(entry: Entry, agency: Agency, password: str) -> Worker:
    worker = Worker(
        centre_id=agency.centre_id, agency_id=agency.pk, account=entry.account,
        name=entry.name.strip(), first_password=True,
    )  # fmt: skip
    worker.set_password(password)
    worker.save(force_insert=True)
    return worker


def _empty(slug: str, agency: Agency) -> Post:
    post = Post.objects.filter(agency=agency, slug=slug, active=True).first()
    if post is None:
        raise Missing("post", NO_POST.format(slug=slug))
    if sitting_of(post.pk) is not None:
        raise Missing("post", OCCUPIED.format(slug=slug))
    return post
