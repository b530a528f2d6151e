"""Makes real pairs: prose typeset as PDF files by real engines, read by real extractors, and aligned with the prose."""
