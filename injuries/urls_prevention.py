"""What the work-environment group does: causes, plans, what happened before."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
