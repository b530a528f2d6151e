# The C types of `page_numbers.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

@cython.locals(line=Line, content=str, at=cython.Py_ssize_t, found=list)
cdef list _numbered(lines)
