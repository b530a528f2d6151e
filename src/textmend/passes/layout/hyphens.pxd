# The C types of `hyphens.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak

cdef str _HYPHEN_MARKS

@cython.locals(line_break=LineBreak, found=dict)
cpdef dict broken_words(line_breaks, cut=*)

@cython.locals(mark=str, before=str, spaced=cython.bint)
cdef _broken_word(LineBreak line_break)
