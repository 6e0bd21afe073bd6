"""Downloads: a kept file leaves as it came, by page and by API alike. It is saved, never shown: it may be hostile.

Edge: says nothing on who may have it. Its callers have asked.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from claims.services import originals
from claims.services.originals import Kept

CONTENT_TYPE = "application/octet-stream"


def attachment(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """The bytes; their headers alone for HEAD; 304 to whoever has them. Only the bytes ask the database for them."""
    headers = {
        "Content-Type": CONTENT_TYPE,
        "Content-Length": str(kept.original.size),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=kept.name) or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "ETag": (etag := quote_etag(kept.original.sha256)),
    }
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(headers=headers)
    else:
        response = StreamingHttpResponse(originals.pieces_of(kept.original), headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response  # type: ignore[arg-type]
