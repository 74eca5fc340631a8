"""Questionnaires that come with the product, in our own words: plain data that a person can read and correct."""
