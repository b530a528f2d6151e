# The C types of `_punctuation.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter
from textmend.lang._tables cimport Table
from textmend.passes.spacing._trees cimport TreeEnsemble

cdef double _BITS, _RARE
cdef Py_ssize_t _AROUND_CHARS, _STRING_REACH_CHARS, _LINE_REACH_CHARS
cdef Py_ssize_t _MIN_DENSE_PLACES, _CHARS_PER_DENSE_PLACE
cdef int _SPACE_KIND, _LOWER_KIND, _UPPER_KIND, _LETTER_KIND
cdef bytes _ASCII_KINDS

@cython.locals(unit=cython.uint)
cpdef int kind_of(Py_UCS4 character)

@cython.final
cdef class PunctuationFeatures:
    cdef Table _words, _pairs
    @cython.locals(size=cython.Py_ssize_t, step=cython.Py_ssize_t, place=cython.Py_ssize_t, low=cython.Py_ssize_t,
                   high=cython.Py_ssize_t, before=str, after=str, marks=cython.int, quotes=cython.int,
                   brackets=cython.int, character=cython.Py_UCS4)
    cdef extract(self, str text, Py_ssize_t at, Py_ssize_t behind, double* found)
    @cython.locals(cost=cython.int)
    cdef double _cost(self, str word)

@cython.final
cdef class PunctuationScorer:
    cdef PunctuationFeatures _features
    cdef TreeEnsemble _ensemble
    cdef bytes _asked
    @cython.locals(found=list, evidence="double[23]", size=cython.Py_ssize_t, stop=cython.Py_ssize_t,
                   at=cython.Py_ssize_t, behind=cython.Py_ssize_t, left=cython.int, right=cython.int, here=cython.int,
                   are_letters=cython.bint, score=cython.double, judged=cython.Py_ssize_t, facts=tuple)
    cpdef list candidates(self, str text, Py_ssize_t start, Py_ssize_t end, double least)
    @cython.locals(places=cython.Py_ssize_t, left=cython.int, right=cython.int, at=cython.Py_ssize_t,
                   are_letters=cython.bint)
    cdef Py_ssize_t _end_if_prose(self, str text, Py_ssize_t start, Py_ssize_t stop)
