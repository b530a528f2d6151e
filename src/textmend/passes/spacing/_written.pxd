# The C types of `_written.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport run_end, run_start
from textmend.lang._tables cimport CharNgramModel, Table

cdef Py_ssize_t _FOREIGN_REACH, _LONGEST_STRING, _LONGEST
cdef int _MOST_STEPS, _SLACK, _SHIFT
cdef Py_ssize_t _FARTHEST

@cython.locals(runs=list, at=cython.Py_ssize_t, behind=cython.Py_ssize_t)
cpdef list runs_around(str text, Py_ssize_t start, Py_ssize_t end)

@cython.final
cdef class WrittenCost:
    cdef Table _words
    cdef CharNgramModel _char_model
    cdef int _unknown, _unseen
    @cython.locals(total=cython.Py_ssize_t, has_plain=cython.bint, at=cython.Py_ssize_t, stop=cython.Py_ssize_t,
                   is_ascii=cython.bint, has_apostrophe=cython.bint, is_possessive=cython.bint, word=str, cost=cython.int)
    cpdef Py_ssize_t cost(self, str text, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(cost=cython.Py_ssize_t, letters=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t,
                   more=cython.Py_ssize_t, place=cython.Py_ssize_t, run=tuple)
    cpdef bint is_cheap(self, str text, list runs, double most)

@cython.final
cdef class SettledRuns:
    cdef Table _words, _pairs
    cdef int _unseen, _possessive, _lost, _stray
    cdef unsigned long long[::1] _whole
    @cython.locals(letters=str, size=cython.Py_ssize_t, before=cython.Py_ssize_t, start=cython.Py_ssize_t,
                   end=cython.Py_ssize_t, before_cost=cython.int, cost=cython.int)
    cpdef bint has(self, str run)
    @cython.locals(state=cython.ulonglong, cost=cython.int, at=cython.Py_ssize_t, left=cython.int, right=cython.int)
    cdef int _cost(self, str letters, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(pair=cython.int, most=cython.int, space=cython.Py_ssize_t, one=cython.int, off=cython.Py_ssize_t,
                   left=cython.int, right=cython.int)
    cdef bint _meet(self, str letters, Py_ssize_t before, Py_ssize_t start, Py_ssize_t end, int before_cost, int cost)
    @cython.locals(state=cython.ulonglong)
    cdef int _joined(self, str letters, Py_ssize_t start, Py_ssize_t space, Py_ssize_t end)
