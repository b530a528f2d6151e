# The C types of `wrapping.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.font_metrics cimport FontMetrics
from textmend.passes.layout.margins cimport agrees

cdef double _MERGED, _TOLERANCE, _UNEVEN, _CLEARLY, _NEARLY, _DEVIATIONS
cdef Py_ssize_t _NARROWEST, _WIDEST
cdef object _FIXED

@cython.final
cdef class Wrapping:
    cdef readonly FontMetrics font
    cdef readonly Py_ssize_t width, mean, sentence_room, open_room, margin, paragraph_indent, usual_gap, page_gap
    cdef readonly double usual_room, spread
    cdef readonly bint spaced, merged, mixed, divides_paragraphs
    cdef readonly frozenset hanging
    cpdef Py_ssize_t room(self, LineBreak line_break)
    cpdef bint full(self, LineBreak line_break)
    @cython.locals(slack=cython.Py_ssize_t)
    cpdef bint overfull(self, LineBreak line_break)
    @cython.locals(room=cython.double)
    cpdef bint nearly_full(self, LineBreak line_break)
    cpdef bint starts_paragraph(self, Line line)

@cython.locals(room=cython.Py_ssize_t)
cdef Py_ssize_t _room(LineBreak line_break, Py_ssize_t width, Py_ssize_t mean, bint merged)

@cython.locals(line_break=LineBreak, inner=list, indents=dict)
cdef _inner(line_breaks)

@cython.locals(line_break=LineBreak, shallow=cython.bint)
cdef list _certain(inner, Py_ssize_t left)

@cython.locals(line_break=LineBreak, merged=cython.Py_ssize_t, widest=cython.Py_ssize_t)
cdef bint _convinces(margin, certain)

cdef bint _has_two_styles(margin, certain)

@cython.locals(line_break=LineBreak, line=Line, at=cython.Py_ssize_t, full=cython.Py_ssize_t, cut=cython.Py_ssize_t,
               wrapped=cython.Py_ssize_t, widest=cython.Py_ssize_t, others=cython.Py_ssize_t, wide=list)
cdef bint _dominates(margin, certain, inner, lines)

@cython.locals(line_break=LineBreak, width=cython.Py_ssize_t, ended=cython.Py_ssize_t, apart=cython.Py_ssize_t,
               flush=cython.Py_ssize_t, merged=cython.bint, divided=cython.Py_ssize_t, titles=cython.Py_ssize_t,
               is_full=cython.bint, indent=cython.Py_ssize_t, first=cython.Py_ssize_t, indents=dict, hung=dict,
               usual_gaps=dict, page_gaps=dict)
cdef _with_habits(line_breaks, inner, margin, Py_ssize_t left, Py_ssize_t sentence_room, Py_ssize_t open_room)

@cython.locals(line_break=LineBreak, bound=cython.Py_ssize_t, widest=cython.Py_ssize_t)
cdef Py_ssize_t _widest(inner, margin, Py_ssize_t left)

@cython.locals(line_break=LineBreak, full=cython.Py_ssize_t, wide=cython.Py_ssize_t, merged=cython.Py_ssize_t, other=cython.Py_ssize_t,
               lines=cython.Py_ssize_t, is_whole=cython.bint)
cdef bint _merged(inner, Py_ssize_t width, Py_ssize_t mean)

@cython.locals(most=cython.Py_ssize_t, times=cython.Py_ssize_t, number=cython.Py_ssize_t, count=cython.Py_ssize_t)
cdef tuple _most_common(dict counts)
