# The C types of `code_or_data.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport count_flagged, strings_around

cdef bytes _DATA_SIGNS
cdef double _DENSE, _EXPLAINED_SHARE
cdef Py_ssize_t _DATA_AROUND_CHARS, _MIN_SIGNS, _REACH_CHARS, _MAX_NAME_CHARS, _MIN_ROW_SEPARATORS, _LONGEST_VALUE

@cython.final
cdef class CodeOrData:
    cdef str _text
    cdef object _language
    cdef dict _dense
    @cython.locals(string=str, separators=cython.Py_ssize_t)
    cpdef bint is_dense(self, candidate)
    @cython.locals(string=str)
    cpdef bint is_name(self, candidate)
    @cython.locals(part=str, signs=cython.Py_ssize_t)
    cdef bint _is_dense(self, Py_ssize_t bucket)
    @cython.locals(before=str, after=str)
    cdef str _string(self, candidate)
    cdef bint _is_explained(self, str word)
