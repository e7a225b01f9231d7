"""The WSGI application that granian serves."""

import gc
import logging
import os
from contextlib import suppress
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import reverse

from hangot.config.whole_body import whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hangot.config.settings")
application = whole(get_wsgi_application())
YOUNG = 10_000
"""New objects between two looks for cycles; a page makes about a thousand, nearly all end with it."""


def warm() -> None:
    """What a first request would wait for: packs and pages. Then the collector leaves them alone.

    Packs first: the pages are then loaded into the memory that reading them took.
    """
    from hangot.desk.guide.house import pack  # noqa: PLC0415
    from hangot.directory.models import Centre  # noqa: PLC0415 - models only after Django is set up
    from hangot.eligibility.ruling import packaged  # noqa: PLC0415
    from hangot.packs.active import profile  # noqa: PLC0415

    try:
        for name in Centre.objects.values_list("profile", flat=True):
            if profile(name).rules:
                packaged(profile(name).rules)
        with suppress(LookupError):
            pack()
    except DatabaseError:
        logging.getLogger(__name__).warning("the database did not answer at the start")
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # its threads would not live on in a worker
    gc.collect()
    import_module(settings.ROOT_URLCONF)
    reverse(settings.LOGIN_URL)  # the first one puts all addresses in order
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


warm()
