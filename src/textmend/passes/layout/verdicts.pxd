# The C types of `verdicts.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport Break
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP, _SENTENCE, _ABBREVIATION, _OPEN, _LOWER, _UPPER, _PROSE, _ITEM, _FIXED
cdef double _SURE, _LIKELY, _DOUBTFUL, _EVEN
cdef Py_ssize_t _HEADING_LINES, _ACCIDENTS, _HALF, _VERSE

@cython.final
@cython.no_gc
cdef class Decision:
    cdef readonly Break gap
    cdef public object verdict
    cdef public double confidence
    cpdef bint is_doubtful(self)
    cpdef bint ends(self)
    cpdef bint joins(self)

@cython.locals(gap=Break, decision=Decision, in_item=cython.bint, fixed=cython.bint, place=cython.Py_ssize_t)
cpdef list decide(lines, gaps, Wrapping wrapping)

@cython.locals(gap=Break, start=cython.Py_ssize_t, place=cython.Py_ssize_t)
cdef _fix_indented_blocks(lines, gaps, Wrapping wrapping)

@cython.locals(line=Line)
cdef _fix_block(lines, block, Wrapping wrapping)

@cython.locals(line=Line, gap=Break)
cdef bint _are_paragraphs(lines, block, Wrapping wrapping)

@cython.locals(line=Line)
cdef bint _is_deep(lines, Wrapping wrapping)

@cython.locals(gap=Break, line=Line, last=Line, hangs=cython.bint, deeper=cython.bint)
cdef _fix_hanging(block, Wrapping wrapping)

@cython.locals(full=cython.bint, deeper=cython.bint, cut=cython.bint)
cdef bint _belongs_to_item(Break gap, Wrapping wrapping, bint in_item)

cdef Decision _line_break(Break gap, Wrapping wrapping, Py_ssize_t place)
cdef Decision _full_line(Break gap, Py_ssize_t place)
cdef bint _may_end(Break gap)

@cython.locals(decision=Decision, place=cython.Py_ssize_t)
cdef _judge_full_lines(decisions, gaps)

cdef bint _soft_item(Break gap)
cdef Decision _wider_break(Break gap, Wrapping wrapping, bint continues)
cdef Decision _page_break(Break gap, Wrapping wrapping)

@cython.locals(decision=Decision, before=Decision, gap=Break, headed=cython.bint, place=cython.Py_ssize_t)
cdef _set_headings_apart(decisions)

@cython.locals(decision=Decision)
cdef list _stretches(decisions)

@cython.locals(decision=Decision)
cdef list _blocks(decisions)

@cython.locals(decision=Decision, astray=cython.Py_ssize_t, joined=cython.Py_ssize_t)
cdef _keep_astray(stretch, Wrapping wrapping, Py_ssize_t most)

@cython.locals(gap=Break)
cdef bint _is_astray(Decision decision, Wrapping wrapping)

@cython.locals(joined=cython.Py_ssize_t, has_verse=cython.bint)
cdef _keep_verse(stretches)

@cython.locals(decision=Decision, joined=cython.Py_ssize_t, is_open=cython.bint)
cdef Py_ssize_t _joined_verses(stretch)

@cython.locals(decision=Decision)
cdef _keep(stretch)
