# The C types of `breaks.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

cdef object _SENTENCE, _ABBREVIATION, _OPEN, _LOWER, _UPPER, _OTHER, _PROSE
cdef str _CLOSERS, _OPENING_MARKS, _BEFORE_WORD
cdef frozenset _SHORT_FORMS
cdef tuple _LATIN

@cython.final
@cython.no_gc
cdef class LineBreak:
    cdef readonly Line left, right
    cdef readonly Py_ssize_t blank, furniture, spacing
    cdef readonly bint feed, mid_sentence, between_sentences, inside
    cdef readonly object ending, opening
    cdef public Py_ssize_t width, need
    cpdef bint is_prose(self)
    cpdef drop_double_spacing(self, Py_ssize_t spacing)

@cython.locals(left=Line, right=Line, starts=list, own=cython.Py_ssize_t, feeds=cython.Py_ssize_t,
               blank=cython.Py_ssize_t, between=str)
cpdef list line_breaks_between(lines, str text, furniture=*, numbers=*)

@cython.locals(line_break=LineBreak, found=list)
cpdef list wider_than(line_breaks, double width)

@cython.locals(line_break=LineBreak, single=cython.Py_ssize_t)
cpdef drop_double_spacing(line_breaks)

@cython.locals(tail=str, last=cython.Py_UCS4)
cpdef object ending(str content)

@cython.locals(end=cython.Py_ssize_t, start=cython.Py_ssize_t)
cdef bint _ends_short_form(str tail)

@cython.locals(head=cython.Py_UCS4, inner=str)
cpdef object opening(str content)
