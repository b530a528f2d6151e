# The C types of `_scan.py`. With them Cython compiles the loop to machine code; without them it is Python.
# `inline` is for the C compiler, which would call some of these small functions; Cython warns that it is unusual.
cimport cython
from textmend.gate.cues cimport merged
from textmend.lang._tables cimport SplitFilter, Table

cdef unsigned long long _MASK, _EMPTY, _SEED
cdef Py_ssize_t _WINDOW_BYTES
cdef int _LETTER, _APOSTROPHE, _ANCHOR, _KNOWN_BIT, _SHORTEST, _PLACES_OF_WORDS, _BATCH_COLUMN, _BATCH_COLUMNS
cdef unsigned int _PLANE
cdef unsigned char _SWIFT, _JOINS, _CLOSER, _MARK, _FIGURE
cdef unsigned long long _MIXED
cdef bytes _PADDING

cdef inline bint _is_plain(unsigned char unit) noexcept

@cython.locals(a=cython.ulonglong, b=cython.ulonglong, c=cython.ulonglong, d=cython.ulonglong,
               e=cython.ulonglong, f=cython.ulonglong, g=cython.ulonglong, h=cython.ulonglong)
cdef inline unsigned long long _eight(const unsigned char* units, Py_ssize_t at) noexcept

@cython.locals(case=cython.ulonglong, low=cython.ulonglong, high=cython.ulonglong, from_a=cython.ulonglong,
               behind_z=cython.ulonglong, folded=cython.ulonglong)
cdef inline unsigned long long _no_letters(unsigned long long eight) noexcept

@cython.locals(space=cython.ulonglong, low=cython.ulonglong, high=cython.ulonglong, zero=cython.ulonglong)
cdef inline unsigned long long _no_spaces(unsigned long long eight) noexcept

@cython.locals(gather=cython.ulonglong, mask=cython.ulonglong)
cdef inline unsigned long long _bits(unsigned long long marks) noexcept

cdef bytes _BIT_PLACES

@cython.locals(sequence=cython.ulonglong, mask=cython.ulonglong)
cdef inline Py_ssize_t _place_of(unsigned long long bit) noexcept

@cython.locals(all_ones=cython.ulonglong, key=cython.ulonglong, at=cython.Py_ssize_t, part=cython.ulonglong)
cdef inline unsigned long long _key(const unsigned char* units, Py_ssize_t start, Py_ssize_t end) noexcept

@cython.locals(spread=cython.ulonglong, mask=cython.ulonglong)
cdef inline unsigned long long _place(unsigned long long key) noexcept

@cython.locals(state=cython.ulonglong, at=cython.Py_ssize_t, unit=cython.ulonglong)
cdef inline unsigned long long _state_of(const unsigned char* units, Py_ssize_t start, Py_ssize_t end) noexcept

@cython.locals(spread=cython.ulonglong, mask=cython.ulonglong)
cdef inline unsigned long long _mixed(unsigned long long key, unsigned long long part) noexcept

@cython.locals(at=cython.Py_ssize_t, count=cython.Py_ssize_t)
cdef Py_ssize_t _beyond(const unsigned char* units, Py_ssize_t start, Py_ssize_t end) noexcept

cdef Py_ssize_t _width(unsigned int unit) noexcept

@cython.locals(unit=cython.uint, second=cython.uint, third=cython.uint)
cdef unsigned int _character(const unsigned char* units, Py_ssize_t at) noexcept

@cython.final
cdef class Gate:
    cdef list _triggers, _word_triggers, _tight_triggers
    cdef dict _literals
    cdef Table _words
    cdef object _lexicon
    cdef SplitFilter _split_filter
    cdef bint _wants_words
    cdef int _foreign
    cdef unsigned short[::1] _flags
    cdef unsigned long long[::1] _recent, _dull, _batch
    cdef unsigned char[::1] _kinds
    cdef unsigned long long _swift
    @cython.locals(flag=cython.int)
    cdef int _flag(self, unsigned int unit)
    @cython.locals(found=list, units=bytes, low=cython.Py_ssize_t, high=cython.Py_ssize_t, size=cython.Py_ssize_t)
    cpdef list scan(self, str text)
    @cython.locals(at=cython.Py_ssize_t, base=cython.Py_ssize_t, beyond=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t,
                   following=cython.Py_ssize_t, part=cython.int, letters=cython.ulonglong, others=cython.ulonglong,
                   eight=cython.ulonglong, closer=cython.ulonglong, rest=cython.ulonglong,
                   bit=cython.ulonglong, behind=cython.ulonglong, key=cython.ulonglong, mask=cython.ulonglong,
                   one=cython.ulonglong, gaps=cython.ulonglong, kind=cython.uchar,
                   joins=cython.ulonglong, wants_words=cython.bint, count=cython.Py_ssize_t, batch="unsigned long long[::1]",
                   kinds="unsigned char[::1]")
    cdef _scan(self, const unsigned char* units, Py_ssize_t size, str text, Py_ssize_t low, list found)
    @cython.locals(unit=cython.uint, flag=cython.int)
    cdef Py_ssize_t _look_closer(self, const unsigned char* units, Py_ssize_t size, str text, Py_ssize_t at,
                                 Py_ssize_t beyond, list found) except -1
    @cython.locals(at=cython.Py_ssize_t, before=cython.Py_ssize_t, key=cython.ulonglong, unit=cython.uint, flag=cython.int,
                   width=cython.Py_ssize_t, follows=cython.Py_ssize_t, goes_on=cython.bint)
    cdef Py_ssize_t _walk(self, const unsigned char* units, Py_ssize_t size, str text, Py_ssize_t start,
                          Py_ssize_t beyond, list found) except -1
    @cython.locals(words=Table, recent="unsigned long long[::1]", missed=cython.Py_ssize_t, number=cython.Py_ssize_t,
                   key=cython.ulonglong, state=cython.ulonglong, start=cython.Py_ssize_t)
    cdef _look_up(self, const unsigned char* units, str text, unsigned long long[::1] batch, Py_ssize_t count,
                  list found)
    @cython.locals(word=str, place=cython.ulonglong)
    cdef _ask(self, str text, Py_ssize_t start, Py_ssize_t end, unsigned long long key, list found)
    @cython.locals(before=cython.bint, behind=cython.bint)
    cdef _squeeze(self, const unsigned char* units, Py_ssize_t at, unsigned char kind, Py_ssize_t place, list found)
    @cython.locals(number=cython.int, foreign=cython.int)
    cdef _note(self, list found, str text, Py_ssize_t at, int flag)
    cdef list _spans(self, list found, int number)
