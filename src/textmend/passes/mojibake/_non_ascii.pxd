# The C types of `_non_ascii.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

cdef int _MOST_BETWEEN

@cython.locals(at=cython.Py_ssize_t, length=cython.Py_ssize_t)
cpdef bint has_lone(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(found=list, size=cython.Py_ssize_t, at=cython.Py_ssize_t, to=cython.Py_ssize_t, start=cython.Py_ssize_t,
               first=cython.Py_ssize_t, gap=cython.Py_ssize_t)
cpdef list differences(str old, str new)

@cython.locals(words=list, first=cython.Py_ssize_t, total=cython.Py_ssize_t, at=cython.Py_ssize_t,
               foreign=cython.bint, character=cython.Py_UCS4)
cpdef str foreign_words(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t most)
