# The C types of `stretches.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.decisions cimport Decision
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _JOIN, _REJOIN, _PARAGRAPH, _KEEP, _OPEN, _SENTENCE, _UPPER, _FIXED
cdef Py_ssize_t _ACCIDENTS, _ACCIDENTS_DIVISOR, _LONGEST_BLOCK, _VERSE, _VERSE_CHARS, _LEAST_SOUND, _LOST, _LEAST_CUT, _LONG, _AROUND

@cython.locals(decision=Decision)
cdef list _stretches(decisions)

@cython.locals(decision=Decision)
cdef list _blocks(decisions)

@cython.locals(decision=Decision, astray=cython.Py_ssize_t, joined=cython.Py_ssize_t)
cdef _revert_inconsistent(stretch, Wrapping wrapping, Py_ssize_t most)

@cython.locals(line_break=LineBreak)
cdef bint _is_astray(Decision decision, Wrapping wrapping)

@cython.locals(is_open=cython.bint, wide=cython.bint, has_verse=cython.bint)
cdef _keep_verse(stretches)

@cython.locals(decision=Decision, sound=cython.Py_ssize_t, lost=cython.Py_ssize_t, start=cython.Py_ssize_t,
               cut=cython.Py_ssize_t, place=cython.Py_ssize_t, at=cython.Py_ssize_t, line_break=LineBreak, tight=cython.bint,
               sure=cython.bint)
cdef _restore_paragraphs(decisions, before, Wrapping wrapping)

@cython.locals(line_break=LineBreak, found=cython.Py_ssize_t, at=cython.Py_ssize_t)
cdef Py_ssize_t _broken_off(decisions, before, Py_ssize_t start, Py_ssize_t end)

@cython.locals(line_break=LineBreak)
cdef bint _continues_as_verse(Decision decision)

@cython.locals(decision=Decision)
cdef bint _has_capitals(stretch)

@cython.locals(decision=Decision)
cdef _keep(stretch)

@cython.locals(decision=Decision, first=cython.Py_ssize_t, last=cython.Py_ssize_t)
cdef _without_headings(stretch)
