# The C types of `edits.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, new=str, old=str)
cdef _trimmed(edit, text)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, last_start=cython.Py_ssize_t, last_end=cython.Py_ssize_t)
cdef bint _is_valid(list edits)
