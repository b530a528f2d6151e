# The C types of `_lines.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter
from textmend.lang._units cimport next_flagged

cdef str _OPENING, _CLOSING, _INSIDE_WORD, _CODE_SIGNS, _NOT_LAST, _AFTER_COMMA
cdef bytes _MAY_BE_CODE, _MAY_BE_SIGN
cdef Py_ssize_t _MAX_OPENING

@cython.locals(spans=list, size=cython.Py_ssize_t, start=cython.Py_ssize_t, at=cython.Py_ssize_t,
               last=cython.Py_ssize_t, lines=cython.Py_ssize_t, end=cython.Py_ssize_t, first=cython.Py_ssize_t)
cpdef list doubtful_blocks(str text, Py_ssize_t least, Py_ssize_t lines_read, Py_ssize_t characters_read,
                           Py_ssize_t shortest, Py_ssize_t stop)

@cython.locals(last=cython.Py_ssize_t)
cdef bint _begins_running(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t lines, Py_ssize_t characters,
                          Py_ssize_t least, Py_ssize_t stop)

@cython.locals(values=cython.Py_ssize_t, strings=cython.Py_ssize_t, in_string=cython.bint, has_digit=cython.bint,
               has_word=cython.bint, character=cython.Py_UCS4)
cpdef tuple count_values(str line)

@cython.locals(words=cython.Py_ssize_t, strings=cython.Py_ssize_t, size=cython.Py_ssize_t, at=cython.Py_ssize_t,
               start=cython.Py_ssize_t, is_word=cython.bint)
cpdef tuple count_strings(str line)

@cython.locals(count=cython.Py_ssize_t, start=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef Py_ssize_t count_long_words(str text, Py_ssize_t size)

@cython.locals(at=cython.Py_ssize_t)
cpdef str first_sign(str line)

@cython.locals(size=cython.Py_ssize_t, at=cython.Py_ssize_t, character=cython.Py_UCS4)
cpdef bint has_code_sign(str line)

cdef bint _is_of_name(Py_UCS4 character)

@cython.locals(line=str, count=cython.Py_ssize_t)
cpdef Py_ssize_t count_running_text(list lines, Py_ssize_t least, Py_ssize_t stop)

@cython.locals(size=cython.Py_ssize_t, is_long=cython.bint)
cdef bint _is_running(str line, Py_ssize_t least, Py_ssize_t stop)

cdef bint _ends_quotation(str line, Py_ssize_t size)

@cython.locals(at=cython.Py_ssize_t, start=cython.Py_ssize_t, place=cython.Py_ssize_t)
cdef bint _begins_with_word(str line, Py_ssize_t size)

@cython.locals(gaps=cython.int, at=cython.Py_ssize_t, character=cython.Py_UCS4, following=cython.Py_UCS4)
cdef bint _has_sign(str line, Py_ssize_t stop)

cdef bint _is_key_end(str line, Py_ssize_t at, Py_ssize_t stop)

@cython.locals(start=cython.Py_ssize_t)
cdef bint _opens_lisp(str line, Py_ssize_t at)
