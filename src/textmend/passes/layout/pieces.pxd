# The C types of `pieces.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _OPEN, _LOWER, _UPPER
cdef double _FIRST_GUESS, _LEAST_RARE, _MOST_RARE, _FURTHER, _COMMON_INSIDE, _INSIDE, _NAME, _SENTENCES, _SPEAKERS, _TITLED
cdef double _PARAGRAPH, _BLANK, _TITLE, _LONG_TITLE, _BROKEN_OFF, _LAST, _MOST_UNUSUAL, _LIST, _SHORT_LIST, _ENTRY, _CUT_ENTRY
cdef double _LEAST_GAIN, _CERTAIN_GAIN, _REGULAR, _NARROW, _INDENT, _INDENTED, _LONG_WORDS, _OUTLIERS, _LEAST_SPREAD, _MOST
cdef Py_ssize_t _LEAST_LINES, _WHOLE_PER_DIVIDED, _LINES_PER_SENTENCE, _FEW_ENTRIES, _PER_CLAUSE, _COMMON, _LEAST_TIMES, _SAMPLE
cdef str _HYPHENS, _QUOTES

@cython.locals(line_break=LineBreak, certain=cython.Py_ssize_t, whole=cython.Py_ssize_t, gain=cython.double)
cpdef set join_pieces(line_breaks, Wrapping wrapping)

@cython.locals(last=LineBreak, space=cython.Py_ssize_t, before=cython.Py_ssize_t, start=cython.Py_ssize_t,
               end=cython.Py_ssize_t)
cdef set _joined(line_breaks, divided, Wrapping wrapping)

@cython.final
cdef class _Widths:
    cdef readonly double mean, spread
    cdef readonly bint regular
    cpdef double above(self, double width)
    @cython.locals(narrower=cython.double)
    cpdef double likelihood(self, double width)

@cython.locals(line_break=LineBreak, after=LineBreak, most=cython.Py_ssize_t, last=cython.Py_ssize_t,
               start=cython.Py_ssize_t, place=cython.Py_ssize_t)
cdef list _runs(line_breaks, Wrapping wrapping)

@cython.locals(line_break=LineBreak)
cdef bint _is_cut(line_breaks, Py_ssize_t start, Py_ssize_t end, Wrapping wrapping, _Widths usual)

cdef bint _breaks_off(LineBreak line_break, Wrapping wrapping, _Widths usual)

@cython.locals(line_break=LineBreak, content=str, ends=cython.Py_ssize_t)
cdef bint _has_sentences(line_breaks, Py_ssize_t whole)

@cython.final
cdef class _Run:
    cdef Py_ssize_t _start, _space
    cdef double _spread, _list
    cdef list _breaks, _words, _alone
    cdef Wrapping _wrapping
    cdef _Widths _usual

    @cython.locals(place=cython.Py_ssize_t, first=cython.Py_ssize_t)
    cpdef tuple divided(self, double rarity)

    @cython.locals(line_break=LineBreak, before=LineBreak, most=cython.Py_ssize_t, last=cython.Py_ssize_t,
                   start=cython.Py_ssize_t, first=cython.Py_ssize_t, width=cython.Py_ssize_t, word=cython.Py_ssize_t,
                   pieces=cython.double, least=cython.double, cost=cython.double, end=cython.double, breaks_off=cython.bint)
    cdef tuple _readings(self, double rarity)

    @cython.locals(line_break=LineBreak, own=cython.double, deviation=cython.double, full=cython.double,
                   need_of_word=cython.Py_ssize_t,
                   width=cython.Py_ssize_t)
    cdef double _end(self, Py_ssize_t place, Py_ssize_t need, double last=*)

@cython.locals(left=str, right=str)
cdef double _words(LineBreak line_break, common)

@cython.locals(left=str, right=str)
cdef double _entry(LineBreak line_break, common)

cdef bint _is_cut_at(str left, str right, common)
