# The C types of `_gate.py`. With them Cython compiles the loop to machine code; without them it is Python.
cimport cython

cdef unsigned long long _OFFSET, _MASK, _MIX
cdef int _SLEEPERS, _ASCII_LETTER, _OTHER_LETTER, _LETTER, _APOSTROPHE, _ANCHOR, _WAKING
cdef unsigned int _PLANE
cdef int _LONGEST, _LONGEST_PART, _SHORTEST, _FAR, _RECENT

ctypedef fused Units:
    const unsigned char[::1]
    const unsigned int[::1]

@cython.locals(state=cython.ulonglong)
cdef unsigned long long _finished(unsigned long long state) noexcept

@cython.locals(state=cython.ulonglong, character=cython.Py_UCS4)
cpdef unsigned long long string_hash(str text)

@cython.locals(at=cython.Py_ssize_t, first=cython.int, later=cython.int, small=cython.int)
cdef int _capitals(str word)

@cython.final
cdef class Table:
    cdef const unsigned int[::1] _slots
    cdef int _shift
    cdef unsigned long long _last
    cpdef int get(self, str key)
    @cython.locals(check=cython.uint, at=cython.ulonglong, slot=cython.uint)
    cpdef int find(self, unsigned long long hashed) noexcept

@cython.final
cdef class Speller:
    cdef Table _grams
    cdef int _order, _backoff, _strange
    @cython.locals(at=cython.Py_ssize_t, total=cython.int)
    cpdef int cost(self, str word)
    @cython.locals(start=cython.Py_ssize_t, place=cython.Py_ssize_t, penalty=cython.int, steps=cython.int,
                   state=cython.ulonglong)
    cdef int _letter(self, str marked, Py_ssize_t at)

@cython.final
cdef class Sieve:
    cdef Table _words
    cdef Speller _speller
    cdef int _unknown, _common
    cdef int[::1] _weights
    cdef long long _least
    @cython.locals(found="int[10]")
    cpdef tuple features(self, str word)
    @cython.locals(found="int[10]", score="long long", place=cython.int)
    cpdef bint passes(self, str word)
    @cython.locals(size=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   cut=cython.Py_ssize_t, name_cut=cython.Py_ssize_t, state=cython.ulonglong, steps=cython.int,
                   whole=cython.int, split=cython.int, cost=cython.int, letters=str, rest=str,
                   costs="int[41]", starts="int[41]", heads="int[41]", tails="int[41]")
    cdef bint _measure(self, str word, int* found)
    @cython.locals(size=cython.Py_ssize_t, end=cython.Py_ssize_t, start=cython.Py_ssize_t, shortest=cython.Py_ssize_t,
                   cuts=cython.int, first=cython.int, last=cython.int, rare=cython.int,
                   at=cython.Py_ssize_t)
    cdef _describe(self, str word, Py_ssize_t name_cut, int* starts, int* heads, int* tails, int* found)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t)
cpdef list merged(list spans)

@cython.final
cdef class Gate:
    cdef list _sleepers, _word_sleepers, _literals
    cdef Table _words
    cdef object _knows
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
                   offset=cython.ulonglong, mask=cython.ulonglong, plane=cython.uint,
                   waking=cython.int, letter=cython.int, ascii_letter=cython.int, apostrophe_flag=cython.int,
                   word=str, ascii_only=cython.bint, known=cython.bint, flags="unsigned short[::1]",
                   recent="unsigned long long[::1]")
    cdef _scan(self, Units units, str text, list found)
