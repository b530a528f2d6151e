# The C types of `context.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._lines cimport count_values
from textmend.lang._strings cimport neighbour_words

cdef Py_ssize_t _LINE, _PART, _CONTEXT, _FEWEST_VALUES, _LONGEST_ENTRY_WORD, _MIN_NEIGHBOURS
cdef int _KNOWN_WORD, _OTHER_WORD, _JOINED_WORDS
cdef double _USUAL, _FUNCTION_WORD, _MOST_FREQUENT, _MIN_SHARE, _KNOWN, _ROW_SHARE

@cython.final
cdef class Context:
    cdef readonly str text
    cdef readonly object language
    cdef readonly bint is_home, is_line
    cdef dict _costs, _weights, _rows, _entries, _posts
    cdef (Py_ssize_t, Py_ssize_t) _last_span
    cdef list _last_words
    cpdef bint is_row(self, Py_ssize_t at)
    cpdef bint is_entry(self, Py_ssize_t at)
    cpdef bint is_post(self, Py_ssize_t at)
    cpdef bint is_alone(self, Py_ssize_t low, Py_ssize_t high)
    @cython.locals(known=cython.Py_ssize_t, others=cython.Py_ssize_t, weight=cython.int, word=str)
    cpdef bint is_in_language(self, Py_ssize_t low, Py_ssize_t high)
    cdef int _weight(self, str word)
    @cython.locals(word=str)
    cpdef Py_ssize_t common_words_around(self, Py_ssize_t low, Py_ssize_t high)
    @cython.locals(word=str, around=list, frequent=cython.Py_ssize_t)
    cpdef bint is_sentence(self, Py_ssize_t low, Py_ssize_t high)
    @cython.locals(before=str, after=str)
    cpdef list words_around(self, Py_ssize_t low, Py_ssize_t high)
    cpdef bint may_be_joined(self, str word)
    cpdef bint is_usual(self, str word)
    cpdef bint is_common(self, str word)
    cpdef bint is_function_word(self, str word)
    cpdef bint is_cheaper(self, str word, double bits)
    @cython.locals(start=cython.Py_ssize_t)
    cdef bint _of_line(self, dict known, Py_ssize_t at, has)
    @cython.locals(low=cython.Py_ssize_t)
    cdef Py_ssize_t _line_start(self, Py_ssize_t at)
    @cython.locals(end=cython.Py_ssize_t)
    cdef str _line(self, Py_ssize_t start)
