# The C types of `_strings.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._units cimport any_between, count_flags, next_flagged

cdef int _LONGEST_NEIGHBOUR, _NEAR
cdef bytes _SPACES, _FIGURES

@cython.locals(at=cython.Py_ssize_t, capitals=cython.Py_ssize_t, place=cython.Py_ssize_t)
cpdef Py_ssize_t capital_border(str word)

cpdef bint is_letter(Py_UCS4 character)

@cython.locals(size=cython.Py_ssize_t, at=cython.Py_ssize_t, joins=cython.bint)
cpdef Py_ssize_t word_end(str text, Py_ssize_t start)

@cython.locals(spans=list, at=cython.Py_ssize_t, stop=cython.Py_ssize_t)
cpdef list word_spans(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(found=list, start=cython.Py_ssize_t, end=cython.Py_ssize_t)
cpdef list flagged_spans(str text, spans, bytes flags)

cpdef str word_after(str text, Py_ssize_t end)

@cython.locals(behind=cython.Py_ssize_t, at=cython.Py_ssize_t, joins=cython.bint)
cpdef str word_before(str text, Py_ssize_t start)

@cython.locals(size=cython.Py_ssize_t, stop=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t)
cpdef tuple strings_around(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t reach)

@cython.locals(words=list, size=cython.Py_ssize_t, at=cython.Py_ssize_t, start=cython.Py_ssize_t, is_word=cython.bint)
cpdef list neighbour_words(str text)

@cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t, size=cython.Py_ssize_t, at=cython.Py_ssize_t,
               plain=cython.bint, character=cython.Py_UCS4, previous=cython.Py_UCS4)
cpdef bint is_plain(str text, Py_ssize_t start, Py_ssize_t end)

cpdef bint is_western(str text)

cpdef bint has_between(str text, Py_UCS4 first, Py_UCS4 last)

@cython.locals(at=cython.Py_ssize_t)
cpdef list not_plain(str text, list places)

@cython.locals(pieces=list, kept_from=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef str substituted(str text, list places, dict table)

@cython.locals(harmless=str, last=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef bint changes_words(str text, list places, dict table)

cdef bint _alike(str old, str new)

cpdef tuple count_flagged(str text, Py_ssize_t start, Py_ssize_t end, bytes flags)

@cython.locals(turns=cython.Py_ssize_t, case_turns=cython.Py_ssize_t, before=cython.int, last=cython.int,
               kind=cython.int, character=cython.Py_UCS4)
cpdef tuple count_turns(str string)

@cython.locals(count=cython.Py_ssize_t, words=cython.Py_ssize_t, in_word=cython.bint, character=cython.Py_UCS4,
               unit=cython.Py_ssize_t, flag=cython.int, known="unsigned char*")
cpdef tuple count_words(str text, bytearray flags, object is_apart)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef list characters_at(str text, object spans, str characters)

@cython.locals(found=list, last=cython.Py_UCS4, size=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef list figures_behind(str text, str marks, str closers)

@cython.locals(end=cython.Py_ssize_t)
cpdef Py_ssize_t find_letters_apart(str text, Py_ssize_t at)

@cython.locals(end=cython.Py_ssize_t, following=cython.Py_ssize_t)
cpdef Py_ssize_t run_end(str text, Py_ssize_t start, Py_ssize_t stop)

@cython.locals(before=cython.Py_UCS4, inside=cython.bint)
cpdef Py_ssize_t run_start(str text, Py_ssize_t at, Py_ssize_t stop)
