# The C types of `broken_words.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

cdef Py_ssize_t _SKETCHES

@cython.final
cdef class Word:
    cdef readonly str left, mark, right, before, after
    cdef readonly bint repeated, spaced
    cdef readonly tuple joined, kept

@cython.locals(asked=bytearray, start=cython.Py_ssize_t, joint=cython.Py_ssize_t, end=cython.Py_ssize_t,
               at=cython.Py_ssize_t, first=cython.Py_UCS4, last=cython.Py_UCS4, character=cython.Py_UCS4, word=str)
cdef _count(str text, dict counts)

cdef Py_ssize_t _sketch(Py_UCS4 first, Py_UCS4 last, Py_ssize_t length)

cdef bint _is_part(Py_UCS4 character)
