"""How often one member of the newsroom may ask, by token or session alike. Counted in the cache all processes share."""

from __future__ import annotations

from math import ceil

from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView


class Throttle(UserRateThrottle):
    """Leaves itself on the request, so that the answer can say what is left (`RateLimit-*`)."""

    num_requests: int
    duration: int

    def allow_request(self, request: Request, view: APIView) -> bool:
        allowed = super().allow_request(request, view)
        if self.rate is not None:
            request.throttle = self  # type: ignore[attr-defined]
        return allowed

    def headers(self) -> dict[str, str]:
        oldest = self.history[-1] if self.history else self.now
        return {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(0, self.num_requests - len(self.history))),
            "RateLimit-Reset": str(ceil(oldest + self.duration - self.now)),
        }
