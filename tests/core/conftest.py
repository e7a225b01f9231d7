"""The core is asked at every save: its tests stay under five seconds, so each tries fewer worlds.

`HYPOTHESIS_PROFILE=patient` tries many more.
"""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("patient", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
