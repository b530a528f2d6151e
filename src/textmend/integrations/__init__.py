"""textmend where the text is already: one thin module for each framework, imported by its user.

Each takes a pipeline, the name of a preset, or a spec, and needs the extra of its name.
"""
