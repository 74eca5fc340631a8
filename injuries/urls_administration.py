"""What the injury administrator does: queue, completing, export, receipt, decision."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
