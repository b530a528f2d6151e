"""Integrations are tested with the real packages; where one is not installed, its tests are skipped."""
