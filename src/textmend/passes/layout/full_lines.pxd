# The C types of `full_lines.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from libc.math cimport erf, exp, log, sqrt
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.decisions cimport Decision
from textmend.passes.layout.wrapping cimport Wrapping

cdef double _OUTLIERS, _LEAST_DEVIATION, _JOINED, _MOST_ROOM, _ROOT
cdef object _JOIN
cdef Py_ssize_t _SAMPLE

@cython.final
cdef class FullLines:
    cdef readonly bint weighed
    cdef readonly double at, spread, width
    @cython.locals(width=double, need=double, density=double)
    cpdef double likelihood(self, LineBreak line_break)
    cpdef double end_odds(self, LineBreak line_break)
    cdef double _below(self, double width)

@cython.locals(decision=Decision, before=Decision, line_break=LineBreak, first=list, others=list)
cpdef tuple full_widths(decisions, Wrapping wrapping)

@cython.locals(page=double, mean=double, deviation=double, fit=FullLines, best=FullLines, at=double, error=double,
               odds=double, most=double, line_break=LineBreak, sample=list)
cpdef FullLines fit_full_lines(line_breaks, Wrapping wrapping)

@cython.locals(line_break=LineBreak, total=double)
cdef double _explained(FullLines fit, list sample)
