"""Gathers every table for Django; nobody imports it."""

from hangot.access.models import *  # noqa: F403
from hangot.accounts.models import *  # noqa: F403
from hangot.appointments.models import *  # noqa: F403
from hangot.audit.models import *  # noqa: F403
from hangot.benefits.models import *  # noqa: F403
from hangot.cases.models import *  # noqa: F403
from hangot.conferences.models import *  # noqa: F403
from hangot.consent.models import *  # noqa: F403
from hangot.debts.models import *  # noqa: F403
from hangot.directory.models import *  # noqa: F403
from hangot.directory.places import *  # noqa: F403
from hangot.eligibility.models import *  # noqa: F403
from hangot.files.models import *  # noqa: F403
from hangot.homevisits.models import *  # noqa: F403
from hangot.indicators.models import *  # noqa: F403
from hangot.instruments.models import *  # noqa: F403
from hangot.intake.models import *  # noqa: F403
from hangot.messages.models import *  # noqa: F403
from hangot.orders.models import *  # noqa: F403
from hangot.people.models import *  # noqa: F403
from hangot.referrals.models import *  # noqa: F403
from hangot.reports.models import *  # noqa: F403
from hangot.tasks.models import *  # noqa: F403
from hangot.training.models import *  # noqa: F403
from hangot.vault.models import *  # noqa: F403
from hangot.visits.models import *  # noqa: F403
