# The C types of `editable.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.protect cimport Guard
from textmend.passes.spacing.code_or_data cimport CodeOrData

cdef double _IN_DATA, _IN_NAME, _IN_CALL, _IN_FORMULA

@cython.final
cdef class Editable:
    cdef str _text
    cdef object _finder, _whole, _notation
    cdef bint _broken, _damaged
    cdef Guard _guard, _calls
    cdef CodeOrData _data
    cdef dict _known
    @cython.locals(handicaps=dict)
    cpdef dict handicaps(self, found)
    @cython.locals(handicap=cython.double)
    cdef double _handicap(self, candidate)
    cdef bint _is_in_name(self, candidate)
    cdef bint _is_wanted(self, candidate)
    cdef bint _is_whole(self, candidate)
