"""A believable region: organisation files for the importer, and two years of plans. Every person is invented."""
