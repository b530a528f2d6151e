# The C types of `verdicts.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP, _SENTENCE, _ABBREVIATION, _OPEN, _LOWER, _UPPER, _PROSE, _ITEM, _FIXED
cdef double _SURE_CONFIDENCE, _LIKELY, _DOUBTFUL, _EVEN
cdef Py_ssize_t _HEADING_LINES, _ACCIDENTS, _ACCIDENTS_DIVISOR, _VERSE, _VERSE_CHARS
cdef double _LEAST_WHOLE, _MOST_WHOLE

@cython.final
@cython.no_gc
cdef class Decision:
    cdef readonly LineBreak line_break
    cdef public object verdict
    cdef public double confidence
    cpdef bint is_doubtful(self)
    cpdef bint ends(self)
    cpdef bint joins(self)

@cython.locals(line_break=LineBreak, after=LineBreak, decision=Decision, in_item=cython.bint, fixed=cython.bint,
               place=cython.Py_ssize_t)
cpdef list decide(lines, line_breaks, Wrapping wrapping)

@cython.locals(full=cython.bint, deeper=cython.bint, cut=cython.bint)
cdef bint _belongs_to_item(LineBreak line_break, Wrapping wrapping, bint in_item)

cdef Decision _line_break(LineBreak line_break, Wrapping wrapping, Py_ssize_t place)
cdef Decision _full_line(LineBreak line_break, Py_ssize_t place)
cdef bint _may_end(LineBreak line_break)

@cython.locals(decision=Decision, place=cython.Py_ssize_t)
cdef _judge_full_lines(decisions, line_breaks)

cdef bint _soft_item(LineBreak line_break)
cdef Decision _wider_break(LineBreak line_break, LineBreak after, Wrapping wrapping, bint continues)
cdef Decision _page_break(LineBreak line_break, Wrapping wrapping)

@cython.locals(decision=Decision, before=Decision, line_break=LineBreak, headed=cython.bint, place=cython.Py_ssize_t)
cdef _set_headings_apart(decisions)

@cython.locals(decision=Decision)
cdef list _stretches(decisions)

@cython.locals(decision=Decision)
cdef list _blocks(decisions)

@cython.locals(decision=Decision, astray=cython.Py_ssize_t, joined=cython.Py_ssize_t)
cdef _revert_inconsistent(stretch, Wrapping wrapping, Py_ssize_t most)

@cython.locals(line_break=LineBreak)
cdef bint _is_astray(Decision decision, Wrapping wrapping)

@cython.locals(verses=cython.Py_ssize_t, is_open=cython.bint, has_verse=cython.bint)
cdef _keep_verse(stretches)

@cython.locals(decision=Decision, line_break=LineBreak, is_open=cython.bint)
cdef tuple _verses(stretch)

@cython.locals(decision=Decision)
cdef _keep(stretch)

@cython.locals(decision=Decision, first=Decision, piece=Decision, place=cython.Py_ssize_t, whole=cython.Py_ssize_t)
cdef _join_pieces(decisions, Wrapping wrapping)

cdef bint _is_short(Decision decision)
