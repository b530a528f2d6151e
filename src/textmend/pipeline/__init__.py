"""The pipeline: builds the passes, runs them in sequence, and applies their edits."""
