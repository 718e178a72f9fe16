"""The audit trail, to read."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import AuditEvent
from ..models.audit_events import KINDS
from .access import editors_only

PER_PAGE = 50


class TrailForm(forms.Form):
    """What of the trail to show."""

    kind = forms.ChoiceField(required=False, choices=(("", "Everything"), *KINDS))
    person = forms.CharField(required=False, max_length=150)


@editors_only
@permission_required("codes.view_auditevent", raise_exception=True)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The newest first, of one kind or about one person where these are chosen."""
    form = TrailForm(request.GET)
    form.is_valid()  # a bad filter shows its message and narrows nothing
    chosen = {key: value for key in ("kind", "person") if (value := form.cleaned_data.get(key))}
    page = Paginator(AuditEvent.objects.filter(**chosen), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "codes/edit_audit.html", {"form": form, "page": page})
