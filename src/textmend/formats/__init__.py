"""File formats: bytes on disk to text and back, one file a format; `disk` reads and writes the bytes."""
