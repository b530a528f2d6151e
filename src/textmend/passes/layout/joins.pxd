# The C types of `joins.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.breaks cimport LineBreak
from textmend.passes.layout.lines cimport Line
from textmend.passes.layout.decisions cimport Decision

cdef str _ENDS, _JOINING_DASHES

@cython.locals(decision=Decision, places=dict, others=list, at=list, confidence=cython.double)
cpdef parted(decisions)

@cython.locals(left=Line, right=Line, end=cython.Py_UCS4)
cdef bint _takes_space(LineBreak line_break)

cpdef str joint(LineBreak line_break)
cpdef str rule(LineBreak line_break)
cpdef bint ends_in_address(LineBreak line_break)
