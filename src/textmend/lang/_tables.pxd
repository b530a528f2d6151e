# The C types of `_tables.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport is_letter

cdef unsigned long long _EMPTY, _SPREAD, _MASK, _MIX
cdef int _CODES, _LONGEST_KEY

cdef unsigned long long _next(unsigned long long state, unsigned long long unit) noexcept

cdef unsigned long long _state(str text)

@cython.locals(state=cython.ulonglong, at=cython.Py_ssize_t, unit=cython.ulonglong)
cdef unsigned long long _state_of(str text, Py_ssize_t start, Py_ssize_t end)

cpdef unsigned long long string_hash(str text)

cpdef unsigned long long finished(unsigned long long state) noexcept nogil

@cython.final
cdef class Table:
    cdef const unsigned int[::1] _slots
    cdef int _shift
    cdef unsigned long long _last
    cdef unsigned short[::1] _short
    @cython.locals(known=cython.int)
    cpdef int look_up(self, unsigned long long state, int code)
    cpdef int coded(self, int code, unsigned long long unit) noexcept
    cpdef int get(self, str key)
    @cython.locals(hashed=cython.ulonglong, check=cython.uint, at=cython.ulonglong, slot=cython.uint)
    cpdef int find(self, unsigned long long state) noexcept nogil

    @cython.locals(at=cython.Py_ssize_t)
    cpdef unsigned long long state_in(self, unsigned long long state, str text, Py_ssize_t start, Py_ssize_t end) noexcept

    @cython.locals(state=cython.ulonglong, at=cython.Py_ssize_t, unit=cython.ulonglong)
    cpdef int find_in(self, str text, Py_ssize_t start, Py_ssize_t end) noexcept
    @cython.locals(spans=list, size=cython.Py_ssize_t, at=cython.Py_ssize_t, start=cython.Py_ssize_t,
                   state=cython.ulonglong, unit=cython.ulonglong, is_ascii=cython.bint, is_latin=cython.bint, value=cython.int)
    cpdef list spans_but_common(self, str text, int steps)
    cpdef unsigned long long state(self, str key)
    cpdef unsigned long long after(self, unsigned long long state, unsigned long long unit) noexcept
    cpdef unsigned int first(self, unsigned long long state) noexcept nogil

@cython.locals(spelled=str, bare=str)
cpdef int knows(Table words, Table names, str word)

@cython.final
cdef class BloomFilter:
    cdef const unsigned int[::1] _slots
    cdef int _shift
    @cython.locals(at=cython.ulonglong)
    cpdef unsigned int may_hold(self, unsigned long long state) noexcept

@cython.final
cdef class CharNgramModel:
    cdef Table _grams
    cdef int _order, _backoff, _strange
    cpdef bint knows(self, str letter)
    @cython.locals(at=cython.Py_ssize_t, total=cython.int)
    cpdef int cost(self, str word)
    @cython.locals(low=cython.Py_ssize_t)
    cpdef int letter(self, str letters, Py_ssize_t start, Py_ssize_t at) noexcept
    @cython.locals(low=cython.Py_ssize_t)
    cpdef int end(self, str letters, Py_ssize_t start, Py_ssize_t end) noexcept
    @cython.locals(at=cython.Py_ssize_t, state=cython.ulonglong, penalty=cython.int, steps=cython.int)
    cdef int _symbol(self, str letters, Py_ssize_t low, Py_ssize_t high, bint opens, bint closes) noexcept
