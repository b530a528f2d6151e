# The C types of `columns.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

cdef object _PROSE

@cython.locals(line=Line, at=cython.Py_ssize_t, right=cython.Py_ssize_t)
cpdef list interleaved(lines)

cdef Py_ssize_t _right_column(Line line)
