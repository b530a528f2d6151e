"""What whole presets do to the text that extractors take from PDF files, compared with the text as it should be."""
