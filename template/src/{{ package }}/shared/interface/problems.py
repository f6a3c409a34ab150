"""Every error is a problem document (RFC 9457), whoever refuses and why.

A document has `type`, `title`, `status`, `detail` and `code`, which is stable and meant for programs.  Where fields of
the request are wrong it has `errors`: a list of `{"field", "code", "detail"}`, in which `field` is the path into the
body (`lines.0.sku`) or the name of a parameter, and empty for what concerns the whole.
"""

import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase

MEDIA_TYPE = "application/problem+json"
# people meet errors there, in a browser
HTML_PATHS = ("/admin/",)


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a request."""

    field: str
    code: str
    detail: str


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Iterable[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem document as a response."""
    document: dict[str, object] = {
        "type": f"urn:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if fields := [asdict(error) for error in errors]:
        document["errors"] = fields
    return HttpResponse(
        json.dumps(document), status=status, content_type=MEDIA_TYPE, headers=headers
    )


def body_too_large() -> HttpResponse:
    """The answer to a body that nobody wants to read."""
    return problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "body_too_large",
        f"the body has more than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes",
    )


def code_of(status: HTTPStatus) -> str:
    """The code where nothing is known but the status: `not_found`."""
    if status == HTTPStatus.FORBIDDEN:
        return "permission_denied"
    return status.phrase.lower().replace(" ", "_").replace("-", "_").replace("'", "")


class ProblemMiddleware:
    """Turns the error pages of Django itself into problem documents: unknown addresses, crashes, bad hosts.

    It stands outermost, and keeps the headers that came with the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        response = self._get_response(request)
        if (
            response.status_code < HTTPStatus.BAD_REQUEST
            # it says already what is wrong
            or response.headers.get("Content-Type", "").endswith("json")
            or request.path_info.startswith(HTML_PATHS)
        ):
            return response
        page, response = response, _problem_of(response.status_code)
        for name, value in page.headers.items():
            if not name.startswith("Content-"):
                response.headers[name] = value
        response.cookies = page.cookies
        return response


_DETAILS = {
    HTTPStatus.BAD_REQUEST: "the server does not understand this request",
    HTTPStatus.FORBIDDEN: "this is not allowed",
    HTTPStatus.NOT_FOUND: "there is nothing at this address",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not know the method; Allow lists those it knows",
    HTTPStatus.INTERNAL_SERVER_ERROR: "something went wrong here; it has been logged",
}


def _problem_of(status_code: int) -> HttpResponse:
    status = HTTPStatus(status_code)
    detail = _DETAILS.get(status, status.description or status.phrase)
    return problem(status, code_of(status), detail)
