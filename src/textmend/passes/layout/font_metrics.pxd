# The C types of `font_metrics.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line

cdef Py_ssize_t _UNKNOWN
cdef str _HYPHENS

@cython.final
cdef class FontMetrics:
    cdef dict _widths
    cdef bytes _ascii
    cdef dict _others
    cdef _fill(self)
    @cython.locals(ascii_widths=bytes, unknown=cython.int, width=cython.Py_ssize_t, character=cython.Py_UCS4)
    cpdef Py_ssize_t measure(self, str text)
    cpdef Py_ssize_t line(self, Line line)
    @cython.locals(end=cython.Py_ssize_t, mark=cython.Py_UCS4, right=str, word=str, between=cython.Py_ssize_t)
    cpdef read(self, LineBreak line_break)
