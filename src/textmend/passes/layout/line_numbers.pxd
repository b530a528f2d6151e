# The C types of `line_numbers.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

@cython.locals(line=Line, content=str, figures=cython.Py_ssize_t)
cdef bint _may_be_numbered(lines)
