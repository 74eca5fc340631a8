"""Figures, hours and the region's indicator."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import figure_settings, figures, indicator

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", figures.injury_figures, name="injury-figures"),
    path("figures/<int:pk>/", figures.injury_figures_unit, name="injury-figures-unit"),
    path("figures/<int:pk>/<slug:name>.svg", figures.injury_figures_picture, name="injury-figures-picture"),
    path("figures/<int:pk>/table.xlsx", figures.injury_figures_table, name="injury-figures-table"),
    path("indicator/<int:pk>/", indicator.injury_indicator, name="injury-indicator"),
    path("indicator/<int:pk>/picture.svg", indicator.injury_indicator_picture, name="injury-indicator-picture"),
    path("indicator/<int:pk>/baseline/", figure_settings.injury_baseline, name="injury-baseline"),
    path("limits/", figure_settings.injury_policy, name="injury-policy"),
    path("hours/", figure_settings.injury_hours, name="injury-hours"),
]
