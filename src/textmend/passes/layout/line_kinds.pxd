# The C types of `line_kinds.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter

cdef object _PROSE, _ITEM, _GAPPED, _ODD, _FIXED
cdef str _PLAIN_MARKS, _FIXED_ENDS, _CODE_ENDS, _LABEL_CAPITALS, _OPENING_QUOTES, _BEFORE_TWO_SPACES, _CODE_SYMBOLS, _SYLLABLES, _HEXADECIMAL

cdef Py_ssize_t _FEW_SPACES
cdef bytes _FIRST
cdef str _MARKUP_SECOND

cpdef bint has_markup(str text)

@cython.locals(found=list, size=cython.Py_ssize_t, at=cython.Py_ssize_t, first=cython.Py_UCS4, flag=cython.int)
cdef list _may_be_markup(str text)

@cython.locals(first=cython.Py_UCS4, last=cython.Py_UCS4, prose=cython.bint, formula=cython.bint)
cpdef object kind_of(str content)

@cython.locals(place=cython.Py_ssize_t, character=cython.Py_UCS4, before=cython.Py_UCS4)
cdef bint _is_plain(str content)

@cython.locals(first=cython.Py_UCS4, place=cython.Py_ssize_t)
cdef bint _begins_as_prose(str content)

@cython.locals(at=cython.Py_ssize_t, before=cython.Py_UCS4)
cdef bint _has_gap(str content)

@cython.locals(place=cython.Py_ssize_t)
cdef bint _may_be_revision(str content)

cdef bint _may_be_unspaced(Py_UCS4 character)

@cython.locals(letters=cython.Py_ssize_t, marks=cython.Py_ssize_t, symbols=cython.Py_ssize_t, others=cython.Py_ssize_t,
               size=cython.Py_ssize_t, character=cython.Py_UCS4)
cdef bint _is_odd(str content)
