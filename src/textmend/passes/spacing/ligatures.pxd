# The C types of `ligatures.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter
from textmend.lang._tables cimport Table

cdef double _MAX_DROPPED_BITS, _MIN_STRANGE_BITS, _MIN_MARGIN_BITS

@cython.locals(size=cython.Py_ssize_t, space=cython.Py_ssize_t, end=cython.Py_ssize_t)
cdef tuple _pair_at(str text, Py_ssize_t start)

cdef bint _joins(Py_UCS4 character)

cdef bint _is_cheaper(Table words, str string, double bits)

@cython.locals(made=dict, ligature=str, string=str, at=cython.Py_ssize_t)
cdef tuple _with_ligature(str word, Table words)
