# The C types of `protect.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_plain, not_plain
from textmend.lang._units cimport next_flagged

@cython.final
cdef class Spans:
    cdef list _starts, _ends
    @cython.locals(at=cython.Py_ssize_t)
    cpdef bint touches(self, Py_ssize_t start, Py_ssize_t end)

cdef bytes _BEGINS_SPACED
cdef str _SURE_SIGNS, _TRIPLE_SIGNS

@cython.locals(at=cython.Py_ssize_t)
cdef bint _may_have_spaced(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(sign=cython.Py_UCS4, following=cython.Py_UCS4, before=cython.Py_UCS4)
cdef bint _begins_spaced(str text, Py_ssize_t at, Py_ssize_t end)

@cython.final
cdef class Guard:
    cdef str _text
    cdef object _but
    cdef bint _read, _spaced
    cdef Spans _whole
    cdef dict _lines
    cdef tuple _last, _last_string
    @cython.locals(text=str)
    cdef _know(self)
    cpdef list touched(self, list places)
    cpdef bint touches(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t)
    cdef _stretch(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t, far=cython.Py_ssize_t)
    cdef (Py_ssize_t, Py_ssize_t) _line(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t, window=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   inserts=cython.bint, near=str, before=str)
    cdef (Py_ssize_t, Py_ssize_t) _string(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(spans=Spans)
    cdef Spans _in(self, Py_ssize_t low, Py_ssize_t high)
