# The C types of `decisions.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line

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

@cython.locals(decision=Decision, line_break=LineBreak, place=cython.Py_ssize_t, start=cython.Py_ssize_t, runs=list)
cpdef list kept_runs(decisions)

@cython.locals(decision=Decision, line_break=LineBreak, before=Line, found=list)
cpdef list widened_spaces(decisions)

@cython.locals(decision=Decision, place=cython.Py_ssize_t, start=cython.Py_ssize_t, block=cython.Py_ssize_t,
               cut=cython.Py_ssize_t, size=cython.Py_ssize_t, joined=cython.bint, runs=list)
cpdef list unjoined_runs(decisions)
