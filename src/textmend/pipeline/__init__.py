"""The pipeline: what is given to it is built, its passes are run in turn, and their edits are applied in one place."""
