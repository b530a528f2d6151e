# The C types of `kinds.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend._strings cimport is_letter

cdef str _PLAIN, _FIXED_ENDS, _ODD_ENDS, _LABEL_CAPITALS

cpdef bint has_markup(str text)

@cython.locals(first=cython.Py_UCS4, last=cython.Py_UCS4, word=cython.bint)
cpdef object kind_of(str content)

@cython.locals(place=cython.Py_ssize_t, character=cython.Py_UCS4, before=cython.Py_UCS4, doubled=cython.bint)
cdef bint _is_plain(str content)
cdef bint _is_no_label(str content)
cdef bint _may_be_unspaced(Py_UCS4 character)

@cython.locals(strange=cython.Py_ssize_t, size=cython.Py_ssize_t, letters=cython.Py_ssize_t, marked=cython.bint)
cdef bint _is_odd(str content)

@cython.locals(strange=cython.Py_ssize_t, character=cython.Py_UCS4)
cdef Py_ssize_t _strange(str content)
