"""What whole presets do to sound text: real text of many kinds, names that are repeated, symbols in prose."""
