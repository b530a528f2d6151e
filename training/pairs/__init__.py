"""Makes real pairs: prose set as PDF files by real engines, read by real extractors, and aligned with the prose."""
