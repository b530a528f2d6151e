# The C types of `paragraph_words.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter

cdef str _INSIDE_WORD

@cython.locals(found=list, small=str, size=cython.Py_ssize_t, at=cython.Py_ssize_t, start=cython.Py_ssize_t)
cdef list _words(str text)
