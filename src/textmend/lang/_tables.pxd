# The C types of `_tables.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._strings cimport capital_border, is_letter

cdef unsigned long long _EMPTY, _SPREAD, _MASK, _MIX
cdef int _MAX_STRING_CHARS, _LONGEST_PART, _SHORTEST, _FAR, _RARE_STEPS, _FREQUENT_STEPS, _CODES, _LONGEST_KEY, _MOST_VERDICTS, _SHORTEST_HEAD

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

    @cython.locals(state=cython.ulonglong, at=cython.Py_ssize_t, unit=cython.ulonglong)
    cpdef int find_in(self, str text, Py_ssize_t start, Py_ssize_t end) noexcept
    @cython.locals(spans=list, size=cython.Py_ssize_t, at=cython.Py_ssize_t, start=cython.Py_ssize_t,
                   state=cython.ulonglong, unit=cython.ulonglong, is_ascii=cython.bint, value=cython.int)
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

@cython.final
cdef class SplitFilter:
    cdef Table _words, _pairs
    cdef CharNgramModel _char_model
    cdef bint _abroad
    cdef int _unknown, _unseen, _common
    cdef int[::1] _weights
    cdef long long _least
    @cython.locals(found="int[11]")
    cpdef tuple features(self, str word)
    cdef dict _verdicts
    cpdef bint passes(self, str word)
    cpdef bint divides(self, str word)
    @cython.locals(letter=cython.Py_UCS4)
    cdef bint _is_abroad(self, str word)
    @cython.locals(found="int[11]", score="long long", place=cython.int, border=cython.Py_ssize_t, head=cython.int)
    cdef bint _is_striking(self, str word)
    @cython.locals(size=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t, at=cython.Py_ssize_t,
                   last=cython.Py_ssize_t, code=cython.int, unit=cython.ulonglong, cut=cython.Py_ssize_t,
                   name_cut=cython.Py_ssize_t, state=cython.ulonglong, steps=cython.int, split=cython.int,
                   cost=cython.int, letters=str, rest=str,
                   costs="int[41]", starts="int[41]", heads="int[41]", tails="int[41]")
    cdef bint _measure(self, str word, int* found)
    @cython.locals(size=cython.Py_ssize_t, end=cython.Py_ssize_t, start=cython.Py_ssize_t, behind=cython.Py_ssize_t,
                   shortest=cython.Py_ssize_t, cuts=cython.int, first=cython.int, last=cython.int, seen=cython.int,
                   attraction=cython.int, paired=cython.int)
    cdef _describe(self, str word, str letters, Py_ssize_t name_cut, int* costs, int* starts, int* heads, int* tails,
                   int* found)
