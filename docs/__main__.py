"""Write all that is written by programs: `python -m docs`."""

from __future__ import annotations

from docs import architecture, layout_pages, manual, outputs, pass_pages, picture

if __name__ == "__main__":
    architecture.write()
    layout_pages.write()
    manual.write()
    picture.write()
    pass_pages.write()
    outputs.write()
