"""The Java that Spark needs, which no package brings."""

from __future__ import annotations

import re
import shutil
import subprocess

__all__ = ["LEAST", "MISSING", "java_version"]

# Of Spark 4.
LEAST = 17


def java_version() -> int:
    """The major version of the Java on the path; 0 if there is none."""
    java = shutil.which("java")
    if java is None:
        return 0
    shown = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', shown)
    return int(found[1]) if found else 0


#: Why tests of Spark are skipped here; "" if they are not.
MISSING = "" if java_version() >= LEAST else f"Spark needs Java {LEAST}"
