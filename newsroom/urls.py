"""Where each part of the site hangs. The pages and the API list their own addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from claims.web.access import not_found

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]

handler400 = "claims.web.uploads.unreadable"
handler403 = "claims.web.access.forbidden"

if settings.DEBUG:  # Django would answer a mistyped address with a page for programmers
    # With a slash at the end, so that Django still adds one where it is only that which lacks.
    urlpatterns.append(re_path(r"^(?!api/|admin/|static/).*/$", not_found))
