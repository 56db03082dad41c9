"""What holds for every test: a verdict never depends on how busy the machine is."""

from hypothesis import settings

# Hypothesis calls an example that took longer than 200 ms a failure, which on a shared machine says nothing.
settings.register_profile("practicum", deadline=None)
settings.load_profile("practicum")
