# The C types of `_rows.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

@cython.locals(others=cython.Py_ssize_t, found=list, spans=list, span=tuple, ends="long long[::1]", end="long long",
               start="long long", number=cython.Py_ssize_t, one=str, marked="unsigned char[::1]")
cpdef list rows(list texts, object scan_rows)

cdef bint _is_row(object text)

@cython.locals(count=cython.Py_ssize_t, characters=cython.Py_ssize_t, taken=list, one=str)
cpdef tuple take(object texts, Py_ssize_t most, Py_ssize_t most_characters)
