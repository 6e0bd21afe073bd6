"""Every error of the API as RFC 9457 problem details. The one place where a refusal of the services gets its status.

`type` stays `about:blank`: `status` and the stable `code` say which problem it is, `errors` say where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import Http404, JsonResponse
from rest_framework.exceptions import APIException, ErrorDetail, Throttled, ValidationError
from rest_framework.settings import api_settings

from claims.engine.parsers.limits import UPLOAD_FILES
from claims.services.errors import ClaimsError, Conflict, Invalid, NotFound

CONTENT_TYPE = "application/problem+json"

_STATUS_OF: dict[type[ClaimsError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    ClaimsError: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_SAFE_METHODS = ("GET", "HEAD")


class TooLarge(APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class Gone(APIException):
    status_code = HTTPStatus.GONE
    default_code = "gone"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `where` leads to it: keys and indexes into the body, or a parameter's name."""

    detail: str
    code: str
    where: tuple[str, ...] = ()

    def as_json(self, *, in_query: bool) -> dict[str, str]:
        if in_query:
            place = {"parameter": self.where[0]} if self.where else {}
        else:
            place = {"pointer": "#" + "".join(f"/{_escaped(step)}" for step in self.where)}
        return {"detail": self.detail, "code": self.code, **place}


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """DRF's hook. None lets a bug rise."""
    match exc:
        case ClaimsError():
            status = next(_STATUS_OF[kind] for kind in type(exc).__mro__ if kind in _STATUS_OF)
            return problem(status, code=exc.code, detail=str(exc))
        case Http404():
            return unknown_address()
        case PermissionDenied():
            return problem(HTTPStatus.FORBIDDEN, code="permission_denied", detail="You may not do this.")
        case RequestDataTooBig():
            return problem(TooLarge.status_code, code=TooLarge.default_code, detail="The request is too large.")
        case TooManyFilesSent():
            detail = f"A request may have {UPLOAD_FILES:,} files."
            return problem(TooLarge.status_code, code="too_many_files", detail=detail)
        case SuspiciousOperation():
            return problem(HTTPStatus.BAD_REQUEST, code="bad_request", detail="The request cannot be read.")
        case ValidationError():
            return _invalid(exc, in_query=context["request"].method in _SAFE_METHODS)
        case APIException():
            return _refused(exc)
    return None


def problem(
    status: int,
    *,
    code: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=int(status), content_type=CONTENT_TYPE, headers=headers)


def unknown_address() -> JsonResponse:
    return problem(HTTPStatus.NOT_FOUND, code="not_found", detail="There is nothing at this address.")


def _refused(exc: APIException) -> JsonResponse:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if isinstance(exc, Throttled) and (wait := getattr(exc, "wait", None)) is not None:
        headers["Retry-After"] = str(wait)
    code = exc.get_codes()
    return problem(
        exc.status_code,
        code=code if isinstance(code, str) else exc.default_code,
        detail=str(exc.detail),
        headers=headers,
    )


def _invalid(exc: ValidationError, *, in_query: bool) -> JsonResponse:
    """400 for a bad address, 422 for a body that can be read but not taken."""
    faults = list(_faults(exc.detail))
    only = faults[0] if len(faults) == 1 else None
    return problem(
        HTTPStatus.BAD_REQUEST if in_query else HTTPStatus.UNPROCESSABLE_ENTITY,
        code=only.code if only else "invalid",
        detail=only.detail if only else f"{len(faults)} things cannot be taken as they are; see errors.",
        errors=[fault.as_json(in_query=in_query) for fault in faults],
    )


def _faults(detail: Any, where: tuple[str, ...] = ()) -> Iterator[Fault]:
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from _faults(value, where if key == api_settings.NON_FIELD_ERRORS_KEY else (*where, str(key)))
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            yield from _faults(value, where if isinstance(value, str) else (*where, str(index)))
    elif isinstance(detail, ErrorDetail):
        yield Fault(str(detail), detail.code or "invalid", where)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
