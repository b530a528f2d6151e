# The C types of `blocks.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.wrapping cimport Wrapping

cdef object _OPEN, _PROSE, _FIXED

@cython.locals(line_break=LineBreak, start=cython.Py_ssize_t, place=cython.Py_ssize_t)
cpdef fix_blocks(lines, line_breaks, Wrapping wrapping)

@cython.locals(line=Line)
cdef _fix_block(lines, block, Wrapping wrapping)

@cython.locals(line=Line, line_break=LineBreak)
cdef bint _are_paragraphs(lines, block, Wrapping wrapping)

@cython.locals(line=Line)
cdef bint _is_deep(lines, Wrapping wrapping)

@cython.locals(line_break=LineBreak, line=Line, last=Line, hangs=cython.bint, deeper=cython.bint)
cdef _fix_hanging(block, Wrapping wrapping)
