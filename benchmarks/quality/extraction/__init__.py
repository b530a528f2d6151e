"""What whole presets do to text that extractors read from PDF files, compared with the correct text."""
