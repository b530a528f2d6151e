# The C types of `stretches.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.decisions cimport Decision
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _REJOIN, _PARAGRAPH, _KEEP, _OPEN, _UPPER, _FIXED
cdef Py_ssize_t _ACCIDENTS, _ACCIDENTS_DIVISOR, _VERSE, _VERSE_CHARS

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

@cython.locals(decision=Decision)
cdef bint _has_capitals(stretch)

@cython.locals(decision=Decision)
cdef _keep(stretch)
