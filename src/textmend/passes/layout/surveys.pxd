# The C types of `surveys.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.lines cimport Line

cdef double _FULL_SHARE, _ALIKE, _JOINED, _MOST_JOINED

@cython.locals(line=Line, place=cython.Py_ssize_t, found=list)
cpdef list beginning_with(lines, str characters)

@cython.locals(line=Line, place=cython.Py_ssize_t, found=list)
cpdef list of_length(lines, Py_ssize_t most)

@cython.locals(line=Line, place=cython.Py_ssize_t, found=list)
cpdef list indented(lines)

@cython.locals(line=Line, found=list)
cpdef list joined_capitals(lines)

@cython.locals(line=Line, before=Line, every=list, going_on=list, widths=list, widest=cython.Py_ssize_t, least=double,
               low=double, start=cython.Py_ssize_t, end=cython.Py_ssize_t, most=cython.Py_ssize_t,
               width=cython.Py_ssize_t)
cpdef double full_width(lines)
