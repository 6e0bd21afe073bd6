"""`manage.py serve`: the whole site on one machine. Pages, a background worker and the sweeper's clock."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.supervisor import Program, Supervisor


class Command(BaseCommand):
    help = "Serves the site with a background worker until Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        refuse_taken_port(host, port)
        self.stdout.write(f"Serving http://{host}:{port}  (Ctrl+C stops it)")
        self.stdout.flush()
        Supervisor(programs(host, port), say=self.say).run()
        self.stdout.write("Stopped.")

    def say(self, line: str) -> None:
        self.stderr.write(f"serve: {line}")


def refuse_taken_port(host: str, port: int) -> None:
    """One clear line now, instead of a web server that is restarted for ever."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the web server does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise CommandError(f"Cannot listen on {host}:{port}: {reason}. Choose another with PORT=8001.") from error
        except OverflowError as error:
            raise CommandError(f"{port} is not a port.") from error


def programs(host: str, port: int) -> list[Program]:
    # Celery warns root of pickled messages; only JSON is accepted here.
    python = (sys.executable, "-W", "ignore:You're running the worker with superuser privileges", "-m")
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    level = ("--loglevel", "WARNING")
    # Files as a queue are for one reader; a pool of processes would only add memory on one machine.
    pool = ("--pool", "solo") if settings.EMBEDDED_QUEUE else ("--concurrency", "2")
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    gunicorn = (*python, "gunicorn", "newsroom.wsgi", "--bind", address, "--worker-class", "gthread", "--threads", "8")
    celery = (*python, "celery", "--quiet", "--app", "newsroom")
    return [
        Program("web", (*gunicorn, "--no-control-socket", "--graceful-timeout", "10", "--log-level", "warning")),
        Program("worker", (*celery, "worker", *pool, *quiet, *level)),
        Program("clock", (*celery, "beat", *level)),
    ]
