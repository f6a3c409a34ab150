"""Whether the database answers."""

from django.db import Error
from django.db import connection


def is_reachable() -> bool:
    """Whether the database answers a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
