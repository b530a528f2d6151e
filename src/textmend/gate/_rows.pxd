# The C types of `_rows.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

cdef Py_ssize_t _LONGEST_ROW, _MOST_TEXTS, _MOST_SIZE

@cython.locals(others=cython.Py_ssize_t, found=list, ends="long long[::1]", end="long long",
               number=cython.Py_ssize_t, size=cython.Py_ssize_t, marked=bytearray)
cpdef list rows(list texts, object scan_rows)

@cython.locals(found=list, first=cython.Py_ssize_t, count=cython.Py_ssize_t, last=cython.Py_ssize_t,
               size=cython.Py_ssize_t, length="long long", marked=bytearray, number=cython.Py_ssize_t)
cpdef list utf8_rows(const unsigned char[::1] data, const long long[::1] offsets, object scan_rows)

@cython.locals(count=cython.Py_ssize_t, ends="long long[::1]", at=cython.Py_ssize_t, end="long long",
               number=cython.Py_ssize_t, place="long long", unit="unsigned char", out="unsigned char*")
cdef _scan_part(const unsigned char[::1] data, const long long[::1] offsets, object scan_rows, bytearray joined,
                bytearray marked)

@cython.locals(spans=list, span=tuple, number=cython.Py_ssize_t, start="long long", end="long long")
cdef _mark(list found, long long[::1] ends, bytearray marked)

@cython.locals(one=str)
cdef Py_ssize_t _size(object text)

@cython.locals(count=cython.Py_ssize_t, characters=cython.Py_ssize_t, taken=list, one=str)
cpdef tuple take(object texts, Py_ssize_t most, Py_ssize_t most_characters)
