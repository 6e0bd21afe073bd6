"""The Django project: settings, the queue and how the site is started. It holds no rule about articles or claims."""

from newsroom.celery import app as celery_app

__all__ = ["celery_app"]
