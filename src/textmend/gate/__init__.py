"""The gate: is there anything to do in a text, and where? It knows cues, not passes."""
