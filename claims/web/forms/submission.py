"""Submitting a form to a service so that a refusal loses nothing that was written."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import Http404

from claims.services.errors import ClaimsError, NotFound
from claims.web.errors import status_of

OK = 200
CONFLICT = 409
INVALID = 422


def submit(form: Form, verb: Callable[[], object]) -> int:
    """Makes one service call if the form is valid; a refusal is put on the form. Returns an HTTP status."""
    if not form.is_valid():
        return INVALID
    try:
        verb()
    except NotFound as error:
        raise Http404(str(error)) from error
    except ClaimsError as error:
        form.add_error(None, str(error))
        return status_of(error)
    return OK


def first_error(form: Form) -> str:
    """What is wrong, for a form too small to be shown again."""
    return next((str(errors[0]) for errors in form.errors.values()), "")
