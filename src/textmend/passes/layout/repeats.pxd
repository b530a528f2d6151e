# The C types of `repeats.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

cdef Py_ssize_t _MAX_WIDTH_CHARS

@cython.locals(line=Line, at=cython.Py_ssize_t, first=cython.Py_ssize_t, content=str, firsts=dict, alike=dict, shapes=dict)
cpdef list repeated(lines, again)

@cython.locals(character=cython.Py_UCS4)
cdef bint _has_figure(str content)
