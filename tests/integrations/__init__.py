"""Integrations are tested with the real packages, which noxfile.py installs; where one is missing, its tests skip."""
