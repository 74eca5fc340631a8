"""Questionnaires in and out as files: spreadsheets that carry everything, and LimeSurvey's own format."""
