# The C types of `wrapping.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.font_metrics cimport FontMetrics

cdef double _RAGGED, _MERGED, _TOLERANCE, _UNEVEN, _CLEARLY, _NEARLY
cdef Py_ssize_t _NARROWEST, _WIDEST

@cython.final
cdef class Wrapping:
    cdef readonly FontMetrics font
    cdef readonly Py_ssize_t width, mean, sentence_room, open_room, margin, paragraph_indent, usual_gap, page_gap
    cdef readonly bint spaced, merged, divides_paragraphs
    cdef readonly frozenset hanging
    cpdef Py_ssize_t room(self, LineBreak line_break)
    cpdef bint full(self, LineBreak line_break)
    @cython.locals(slack=cython.Py_ssize_t)
    cpdef bint overfull(self, LineBreak line_break)
    cpdef bint nearly_full(self, LineBreak line_break)
    cpdef bint starts_paragraph(self, Line line)

@cython.locals(room=cython.Py_ssize_t)
cdef Py_ssize_t _room(LineBreak line_break, Py_ssize_t width, Py_ssize_t mean, bint merged)

@cython.locals(line_break=LineBreak)
cdef _inner(line_breaks)

@cython.locals(line_break=LineBreak, shallow=cython.bint)
cdef list _certain(inner, Py_ssize_t left)

@cython.locals(line_break=LineBreak, merged=cython.Py_ssize_t, widest=cython.Py_ssize_t)
cdef bint _convinces(margin, certain)

@cython.locals(line_break=LineBreak)
cdef _read(line_breaks, FontMetrics font)

@cython.locals(line_break=LineBreak, steps=dict, slackened=cython.Py_ssize_t, at=cython.Py_ssize_t, agreeing=cython.Py_ssize_t,
               most=cython.Py_ssize_t, position=cython.Py_ssize_t, rooms=list, widths=cython.Py_ssize_t)
cdef _margin(certain, FontMetrics font)

cdef bint _agrees(LineBreak line_break, Py_ssize_t at)
cdef Py_ssize_t _slackened(Py_ssize_t need)

@cython.locals(line_break=LineBreak, line=Line, at=cython.Py_ssize_t, full=cython.Py_ssize_t, cut=cython.Py_ssize_t,
               wrapped=cython.Py_ssize_t, widest=cython.Py_ssize_t, others=cython.Py_ssize_t, wide=list)
cdef bint _dominates(margin, inner, lines)

@cython.locals(line_break=LineBreak, width=cython.Py_ssize_t, ended=cython.Py_ssize_t, apart=cython.Py_ssize_t,
               flush=cython.Py_ssize_t, merged=cython.bint, divided=cython.Py_ssize_t, titles=cython.Py_ssize_t,
               is_full=cython.bint, indent=cython.Py_ssize_t, first=cython.Py_ssize_t)
cdef _with_habits(line_breaks, inner, margin, Py_ssize_t left, Py_ssize_t sentence_room, Py_ssize_t open_room)

@cython.locals(line_break=LineBreak, bound=cython.Py_ssize_t, widest=cython.Py_ssize_t)
cdef Py_ssize_t _widest(inner, margin, Py_ssize_t left)

@cython.locals(line_break=LineBreak, full=cython.Py_ssize_t, wide=cython.Py_ssize_t, merged=cython.Py_ssize_t, other=cython.Py_ssize_t,
               lines=cython.Py_ssize_t, is_whole=cython.bint)
cdef bint _merged(inner, Py_ssize_t width, Py_ssize_t mean)
