# The C types of `cues.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, high=cython.Py_ssize_t, last=tuple, span=tuple)
cpdef list merged(list spans)
