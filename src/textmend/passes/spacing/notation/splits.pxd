# The C types of `splits.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_western
from textmend.passes.spacing.notation.context cimport Context

cdef Py_ssize_t _LONGEST_TERM, _TWO_WORDS, _LONGEST_COMPOUND, _LONGEST_ENDING
cdef double _NAME, _NEVER_NAME, _RARE_BITS

@cython.locals(is_letters=cython.bint, left=str, right=str, text=str, start=cython.Py_ssize_t, length=cython.Py_ssize_t,
               low=cython.Py_ssize_t, high=cython.Py_ssize_t, total=cython.double, size=cython.Py_ssize_t)
cpdef double handicap(Context context, candidate, str string)

@cython.locals(is_name=cython.bint, is_no_name=cython.bint, begins=cython.bint, is_start=cython.bint, follows=cython.bint)
cdef double _of_capital(Context context, Py_ssize_t low, str left, str right)

cpdef bint is_unspaced_line(str string)

@cython.locals(is_compounding=cython.bint)
cdef double _of_ending(Context context, str left, str right)

@cython.locals(text=str, total=cython.double, begins_name=cython.bint)
cdef double _of_word(Context context, Py_ssize_t low, Py_ssize_t high, str left, str right)

@cython.locals(before=cython.Py_UCS4)
cdef bint _is_inside_sentence(str text, Py_ssize_t low)
cdef bint _begins_no_name(Context context, str word)

@cython.locals(word=str)
cdef bint _is_prefix(Context context, str string)
