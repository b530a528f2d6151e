# The C types of `verdicts.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.decisions cimport Decision
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP, _SENTENCE, _ABBREVIATION, _OPEN, _LOWER, _UPPER, _OTHER, _PROSE, _ITEM, _FIXED
cdef double _EVEN
cdef frozenset _BULLETS

@cython.locals(line_break=LineBreak, after=LineBreak, decision=Decision, in_item=cython.bint,
               place=cython.Py_ssize_t)
cpdef list decide(lines, line_breaks, Wrapping wrapping, language)

@cython.locals(full=cython.bint, deeper=cython.bint, cut=cython.bint)
cdef bint _belongs_to_item(LineBreak line_break, Wrapping wrapping, bint in_item)

cdef Decision _item_line(LineBreak line_break, Wrapping wrapping)
cdef Decision _line_break(LineBreak line_break, Wrapping wrapping, Py_ssize_t place)
cdef Decision _full_line(LineBreak line_break, Py_ssize_t place)
cdef bint _may_end(LineBreak line_break)

cdef bint _soft_item(LineBreak line_break)
cdef Decision _wider_break(LineBreak line_break, LineBreak after, Wrapping wrapping, bint continues)
cdef Decision _page_break(LineBreak line_break, Wrapping wrapping)

@cython.locals(decision=Decision, before=Decision, line_break=LineBreak, headed=cython.bint, place=cython.Py_ssize_t)
cdef _set_headings_apart(decisions)
