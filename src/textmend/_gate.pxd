# The C types of `_gate.py`. With them Cython compiles the loop to machine code; without them it is Python.
cimport cython
from textmend._tables cimport Sieve, Table

cdef unsigned long long _MASK, _SPREAD
cdef int _LETTER, _ASCII, _APOSTROPHE, _ANCHOR, _BLOCK
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
    cdef list _sleepers, _word_sleepers
    cdef dict _literals
    cdef Table _words
    cdef object _lexicon
    cdef Sieve _sieve
    cdef bint _wants_words
    cdef unsigned short[::1] _flags
    cdef unsigned long long[::1] _recent
    cdef int _far_flags(self, unsigned int unit)
    cdef _note(self, list found, str text, Py_ssize_t at, int flag)
    cdef bint _is_letter(self, unsigned int unit)
    @cython.locals(found=list, narrow="const unsigned char[::1]", wide="const unsigned int[::1]")
    cpdef list sweep(self, str text)
    @cython.locals(size=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   count=cython.Py_ssize_t, number=cython.Py_ssize_t, unit=cython.uint, flag=cython.ulonglong,
                   special=cython.uint, plane=cython.uint, inside=cython.ulonglong, letter=cython.ulonglong,
                   state=cython.ulonglong, hashed=cython.ulonglong, place=cython.ulonglong, spread=cython.ulonglong, folded=cython.ulonglong, quote=cython.ulonglong,
                   keep=cython.ulonglong, empty=cython.ulonglong, mask=cython.ulonglong,
                   states="unsigned long long[258]", ends="Py_ssize_t[258]", flags="unsigned short[::1]",
                   recent="unsigned long long[::1]")
    cdef _scan(self, Units units, str text, list found)
    @cython.locals(start=cython.Py_ssize_t, word=str)
    cdef _ask(self, list found, str text, Py_ssize_t end, unsigned long long state, unsigned long long place)
    @cython.locals(unit=cython.uint)
    cdef bint _goes_on(self, str text, Py_ssize_t at)
