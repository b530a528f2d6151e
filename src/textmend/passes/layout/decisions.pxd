# The C types of `decisions.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP

@cython.final
@cython.no_gc
cdef class Decision:
    cdef readonly LineBreak line_break
    cdef public object verdict
    cdef public double confidence
    cpdef bint is_doubtful(self)
    cpdef bint ends(self)
    cpdef bint joins(self)
