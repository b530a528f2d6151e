"""The version of textmend; the build reads it here, and pipelines have it in their specs."""

__all__ = ["__version__"]

# Reading it from the metadata of the package takes 20 ms at run time.
__version__ = "0.1.0"
