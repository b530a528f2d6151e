# The C types of `_split_filter.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport capital_border
from textmend.lang._tables cimport CharNgramModel, Table

cdef int _MAX_STRING_CHARS, _LONGEST_PART, _SHORTEST, _FAR, _RARE_STEPS, _FREQUENT_STEPS, _MOST_VERDICTS, _SHORTEST_HEAD

@cython.final
cdef class SplitFilter:
    cdef Table _words, _pairs
    cdef CharNgramModel _char_model
    cdef bint _abroad
    cdef int _unknown, _unseen, _common
    cdef int[::1] _weights
    cdef long long _least
    @cython.locals(found="int[11]")
    cpdef tuple features(self, str word)
    cdef dict _verdicts
    cpdef bint passes(self, str word)
    cpdef bint divides(self, str word)
    @cython.locals(letter=cython.Py_UCS4)
    cdef bint _is_abroad(self, str word)
    @cython.locals(found="int[11]", score="long long", place=cython.int, border=cython.Py_ssize_t, head=cython.int)
    cdef bint _is_striking(self, str word)
    @cython.locals(size=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   last=cython.Py_ssize_t, code=cython.int, unit=cython.ulonglong, cut=cython.Py_ssize_t,
                   name_cut=cython.Py_ssize_t, state=cython.ulonglong, steps=cython.int, split=cython.int,
                   cost=cython.int, letters=str, rest=str,
                   costs="int[41]", starts="int[41]", heads="int[41]", tails="int[41]")
    cdef bint _measure(self, str word, int* found)
    @cython.locals(size=cython.Py_ssize_t, end=cython.Py_ssize_t, start=cython.Py_ssize_t, behind=cython.Py_ssize_t,
                   shortest=cython.Py_ssize_t, cuts=cython.int, first=cython.int, last=cython.int, seen=cython.int,
                   attraction=cython.int, paired=cython.int)
    cdef _describe(self, str word, str letters, Py_ssize_t name_cut, int* costs, int* starts, int* heads, int* tails,
                   int* found)
