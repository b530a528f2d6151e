# The C types of `_written.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._tables cimport CharNgramModel, Table

cdef Py_ssize_t _LONGEST
cdef int _MOST_STEPS

@cython.final
cdef class WrittenCost:
    cdef Table _words
    cdef CharNgramModel _char_model
    cdef int _unknown, _unseen
    @cython.locals(total=cython.Py_ssize_t, has_plain=cython.bint, at=cython.Py_ssize_t, stop=cython.Py_ssize_t,
                   is_ascii=cython.bint, has_apostrophe=cython.bint, is_possessive=cython.bint, word=str, cost=cython.int)
    cpdef Py_ssize_t cost(self, str text, Py_ssize_t start, Py_ssize_t end)
