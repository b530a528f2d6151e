# The C types of `_mark_roles.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.quotes._quote_marks cimport Mark, collected, is_dash
from textmend.lang._strings cimport is_letter

cdef int _LONGEST_CUT_OFF, _FEWEST_LETTERS
cdef str _AMBIGUOUS, _BETWEEN_SPACES, _DOUBLED, _INCHES, _HEBREW_SIGN, _AYIN, _OKINA, _HAWAIIAN_VOWELS, _HAWAIIAN
cdef frozenset _CUT_OFF
cdef tuple _AYIN_STARTS

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, following=cython.Py_ssize_t, marks=list, doubles=list,
               singles=list, opened=cython.int, quotation=cython.int, seen=cython.Py_ssize_t, closed=set, mark=Mark,
               neighbour=Mark, place=cython.Py_UCS4)
cpdef list read(str text, tuple paragraph, list spans, frozenset elisions, object measures, object numbers,
                bint suffixes=*)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, marks=list, turns=list, odd=str, mark=Mark,
               turn=cython.Py_ssize_t, kind=cython.Py_UCS4, role=cython.int)
cpdef list read_by_turns(str text, tuple paragraph, list spans)

cdef bint _is_in_word(Mark mark)
cdef bint _is_hebrew(Py_UCS4 character)
cdef bint _is_gershayim(Mark mark)
cdef bint _joins_words(Py_UCS4 character)

@cython.locals(measured=cython.bint, closed_later=cython.bint, opens=cython.bint)
cdef _read_double(Mark mark, int quotation, Py_UCS4 following, object measures,
                  object numbers)

@cython.locals(waiting=dict, mark=Mark, left_over=list)
cdef _read_singles(str text, Py_ssize_t start, Py_ssize_t end, list marks, frozenset elisions, object numbers,
                   set closed, bint goes_on, bint suffixes)

@cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t, word=str, letters=list, is_long=cython.bint)
cdef bint _is_okina(str text, Py_ssize_t start, Py_ssize_t end, Mark mark)

@cython.locals(opening=Mark, ambiguous=str, candidate=Mark)
cdef _close(str text, Py_ssize_t start, Py_ssize_t end, Mark mark, list candidates, frozenset elisions,
            object numbers)

@cython.locals(last=Mark, first=Mark, candidate=Mark)
cdef Mark _opening(str text, Py_ssize_t start, Py_ssize_t end, Mark closing, list candidates, frozenset elisions)

@cython.locals(word=str, begins=cython.bint)
cdef _leave_open(str text, Py_ssize_t start, Py_ssize_t end, Mark mark, frozenset elisions, bint is_closed, bint goes_on)

@cython.locals(at=cython.Py_ssize_t)
cdef str _next_word(str text, Py_ssize_t start, Py_ssize_t end)

cdef bint _is_single(Py_UCS4 character) noexcept
cdef bint _is_decade(str word)
cdef bint _is_elision(str word, frozenset elisions)

@cython.locals(at=cython.Py_ssize_t)
cdef bint _is_introduced(str text, Py_ssize_t start, Py_ssize_t end, Mark mark)

@cython.locals(word=str)
cdef bint _is_trailing(str text, Py_ssize_t end)

@cython.locals(word=str, before=cython.Py_ssize_t)
cdef bint _is_cut_off(str text, Mark mark)

@cython.locals(at=cython.Py_ssize_t)
cdef str _word_before(str text, Py_ssize_t end)

@cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t)
cdef bint _is_and(str text, Py_ssize_t at, Py_ssize_t start, Py_ssize_t end)
