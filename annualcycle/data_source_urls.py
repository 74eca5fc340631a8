"""Addresses of the settings of the data pack."""

from django.urls import URLPattern, path

from annualcycle.views import data_sources

urlpatterns: list[URLPattern] = [
    path("settings/discussion-sources/", data_sources.data_source_list, name="data-source-list"),
    path("settings/discussion-sources/<int:pk>/", data_sources.data_source_edit, name="data-source-edit"),
    path("settings/discussion-sources/<int:pk>/up/", data_sources.data_source_move, {"is_up": True}, name="data-source-up"),
    path("settings/discussion-sources/<int:pk>/down/", data_sources.data_source_move, {"is_up": False}, name="data-source-down"),
]
