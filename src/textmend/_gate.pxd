# The C types of `_gate.py`. With them Cython compiles the loop to machine code; without them it is Python.
cimport cython
from textmend._tables cimport Sieve, Table

cdef unsigned long long _MASK, _SPREAD, _DULL
cdef int _SLEEPERS, _ASCII_LETTER, _OTHER_LETTER, _LETTER, _APOSTROPHE, _ANCHOR, _WAKING
cdef unsigned int _PLANE
cdef int _SHORTEST, _RECENT_BITS

ctypedef fused Units:
    const unsigned char[::1]
    const unsigned int[::1]

@cython.locals(at=cython.Py_ssize_t, first=cython.int, later=cython.int, small=cython.int)
cdef int _capitals(str word)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t)
cpdef list merged(list spans)

@cython.final
cdef class Gate:
    cdef list _sleepers, _word_sleepers, _literals
    cdef Table _words
    cdef object _lexicon
    cdef Sieve _sieve
    cdef bint _wants_words
    cdef unsigned short[::1] _flags
    cdef unsigned long long[::1] _recent
    cdef int _far_flags(self, unsigned int unit)
    cdef _note(self, list found, str text, Py_ssize_t at, int flag)
    cdef bint _could_be_several(self, str word)
    cdef bint _is_letter(self, unsigned int unit)
    @cython.locals(found=list, narrow="const unsigned char[::1]", wide="const unsigned int[::1]")
    cpdef list sweep(self, str text)
    @cython.locals(size=cython.Py_ssize_t, at=cython.Py_ssize_t, start=cython.Py_ssize_t, apostrophe=cython.Py_ssize_t,
                   unit=cython.uint, flag=cython.int, state=cython.ulonglong, stem=cython.ulonglong,
                   empty=cython.ulonglong, place=cython.ulonglong, mask=cython.ulonglong, plane=cython.uint,
                   waking=cython.int, letter=cython.int, ascii_letter=cython.int, apostrophe_flag=cython.int,
                   word=str, ascii_only=cython.bint, known=cython.bint, flags="unsigned short[::1]",
                   recent="unsigned long long[::1]")
    cdef _scan(self, Units units, str text, list found)
