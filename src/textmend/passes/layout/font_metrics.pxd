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
    cpdef Py_ssize_t measure(self, str text)
    @cython.locals(ascii_widths=bytes, unknown=cython.int, width=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   character=cython.Py_UCS4)
    cdef Py_ssize_t _between(self, str text, Py_ssize_t start, Py_ssize_t end)
    cpdef Py_ssize_t line(self, Line line)
    @cython.locals(last=cython.Py_ssize_t, end=cython.Py_ssize_t, left=str, right=str, between=cython.Py_ssize_t)
    cpdef read(self, LineBreak line_break)
