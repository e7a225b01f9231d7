"""The private PostgreSQL of one checkout or one installation: started, found again, stopped.

Standard library only, so it works before Django is configured. It never listens on the network,
never touches a directory it did not make and never changes the mode of one either.
"""

from hangot.config.cluster.databases import create_database, drop_database
from hangot.config.cluster.external import External, external
from hangot.config.cluster.launcher import discard, ensure, stop
from hangot.config.cluster.model import Cluster
from hangot.config.cluster.problem import ClusterProblem
from hangot.config.home import home

__all__ = [
    "Cluster",
    "ClusterProblem",
    "External",
    "create_database",
    "discard",
    "drop_database",
    "ensure",
    "external",
    "home",
    "stop",
]
