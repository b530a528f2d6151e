# The C types of `margins.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.font_metrics cimport FontMetrics

cdef double _RAGGED

@cython.locals(line_break=LineBreak)
cdef _read(line_breaks, FontMetrics font)

@cython.locals(line_break=LineBreak, steps=dict, slackened=cython.Py_ssize_t, at=cython.Py_ssize_t, agreeing=cython.Py_ssize_t,
               most=cython.Py_ssize_t, position=cython.Py_ssize_t, rooms=list, widths=cython.Py_ssize_t)
cdef _margin(certain, FontMetrics font)

cpdef bint agrees(LineBreak line_break, Py_ssize_t at)
cdef Py_ssize_t _slackened(Py_ssize_t need)
