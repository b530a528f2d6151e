# The C types of `pieces.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.decisions cimport Decision
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP, _SENTENCE, _OPEN

@cython.locals(last=Decision, decision=Decision, joined=cython.Py_ssize_t, place=cython.Py_ssize_t, end=cython.Py_ssize_t,
               start=cython.Py_ssize_t)
cpdef join_pieces(decisions, Wrapping wrapping, language)

@cython.locals(before=Decision, found=list, size=cython.Py_ssize_t, place=cython.Py_ssize_t, end=cython.Py_ssize_t)
cdef list _whole_lines(decisions, Wrapping wrapping)

@cython.locals(line_break=LineBreak)
cdef bint _is_narrow(Decision decision, Wrapping wrapping)

@cython.locals(firsts=list, place=cython.Py_ssize_t)
cdef bint _fill_lines(decisions, Py_ssize_t start, Py_ssize_t end, Wrapping wrapping)

@cython.locals(firsts=list, space=cython.Py_ssize_t, width=cython.Py_ssize_t, place=cython.Py_ssize_t,
               piece=cython.Py_ssize_t)
cdef list _firsts(decisions, Py_ssize_t start, Py_ssize_t end, Wrapping wrapping)

cdef bint _is_beside_whole(decisions, Py_ssize_t start, Py_ssize_t end)

@cython.locals(decision=Decision, content=str, ends=cython.Py_ssize_t)
cdef bint _has_sentences(decisions, Py_ssize_t whole)

@cython.locals(line_break=LineBreak, most=cython.Py_ssize_t, space=cython.Py_ssize_t, width=cython.Py_ssize_t,
               place=cython.Py_ssize_t, is_loose=cython.bint)
cdef Py_ssize_t _end(decisions, Py_ssize_t start, Wrapping wrapping)

@cython.locals(line_break=LineBreak, space=cython.Py_ssize_t, width=cython.Py_ssize_t, place=cython.Py_ssize_t)
cdef Py_ssize_t _start(decisions, Py_ssize_t end, Wrapping wrapping)

@cython.locals(decision=Decision, width=cython.Py_ssize_t, place=cython.Py_ssize_t)
cdef Py_ssize_t _width(decisions, Py_ssize_t start, Py_ssize_t end, Py_ssize_t space)

@cython.locals(line_break=LineBreak)
cdef bint _is_inside(Decision decision, Wrapping wrapping)

cdef bint _goes_on(str last)
cdef str _GOING_ON

cdef bint _begins(decisions, Py_ssize_t start)
