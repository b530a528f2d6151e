# The C types of `_scan.py`. With them Cython compiles the loop to machine code; without them it is Python.
# `inline` is for the C compiler, which would call some of these small functions; Cython warns that it is unusual.
cimport cython
from textmend.gate._blocks cimport trailing, character, eight, is_plain, letters_in, place_of, spaces_in, width_of
from textmend.gate.cues cimport merged
from textmend.lang._split_filter cimport SplitFilter
from textmend.lang._units cimport encoded
from textmend.lang._tables cimport Table

cdef unsigned long long _MASK, _EMPTY, _SEED
cdef Py_ssize_t _WINDOW_BYTES
cdef int _LETTER, _APOSTROPHE, _ANCHOR, _KNOWN_BIT, _SHORTEST, _PLACES_OF_WORDS, _BATCH_COLUMN, _BATCH_COLUMNS
cdef long long _NO_END
cdef unsigned int _PLANE, _PLACES_BEYOND
cdef unsigned char _SWIFT, _JOINS, _CLOSER, _MARK, _FIGURE
cdef unsigned long long _MIXED
cdef Py_ssize_t _PADDING

@cython.locals(all_ones=cython.ulonglong, key=cython.ulonglong, at=cython.Py_ssize_t, part=cython.ulonglong)
cdef inline unsigned long long _key(const unsigned char* units, Py_ssize_t start, Py_ssize_t end) noexcept nogil

@cython.locals(spread=cython.ulonglong, mask=cython.ulonglong)
cdef inline unsigned long long _place(unsigned long long key) noexcept nogil

@cython.locals(state=cython.ulonglong, at=cython.Py_ssize_t, unit=cython.ulonglong)
cdef inline unsigned long long _state_of(const unsigned char* units, Py_ssize_t start, Py_ssize_t end) noexcept nogil

@cython.locals(spread=cython.ulonglong, mask=cython.ulonglong)
cdef inline unsigned long long _mixed(unsigned long long key, unsigned long long part) noexcept nogil

@cython.final
cdef class Scan:
    cdef str text
    cdef list found
    cdef unsigned long long[::1] batch
    cdef long long[::1] ends
    cdef Py_ssize_t row
    cdef long long row_end
    cdef int fresh

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
    cdef unsigned long long[::1] _flags_beyond, _recent, _dull, _striking
    cdef unsigned char[::1] _kinds
    cdef unsigned long long _swift
    cdef Scan _idle
    cdef int _flag(self, unsigned int unit) noexcept nogil
    @cython.locals(flag=cython.int)
    cdef int _new_flag(self, unsigned int unit) noexcept with gil
    cpdef list scan(self, str text)
    cpdef list scan_rows(self, str text, long long[::1] ends)
    @cython.locals(found=list, low=cython.Py_ssize_t, high=cython.Py_ssize_t, size=cython.Py_ssize_t, scan=Scan)
    cdef list _scanned(self, str text, long long[::1] ends)
    @cython.locals(units=bytes, size=cython.Py_ssize_t, data="const unsigned char*")
    cdef _scan(self, str text, Py_ssize_t low, Py_ssize_t high, Scan scan)
    @cython.locals(at=cython.Py_ssize_t, base=cython.Py_ssize_t, beyond=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t,
                   following=cython.Py_ssize_t, letters=cython.ulonglong, others=cython.ulonglong,
                   closer=cython.ulonglong, rest=cython.ulonglong,
                   bit=cython.ulonglong, behind=cython.ulonglong, key=cython.ulonglong, mask=cython.ulonglong,
                   one=cython.ulonglong, kind=cython.uchar,
                   joins=cython.ulonglong, count=cython.Py_ssize_t, wants_words=cython.bint,
                   closers=cython.uchar, joiners=cython.uchar, marks=cython.uchar, figures=cython.uchar,
                   column=cython.Py_ssize_t, shortest=cython.Py_ssize_t, swift=cython.ulonglong,
                   kinds="unsigned char[::1]", recent="unsigned long long[::1]", batch="unsigned long long[::1]")
    cdef int _sweep(self, const unsigned char* units, Py_ssize_t size, Py_ssize_t low, Scan scan) except -1 nogil
    @cython.locals(unit=cython.uint, flag=cython.int)
    cdef Py_ssize_t _look_closer(self, const unsigned char* units, Py_ssize_t size, Py_ssize_t at, Py_ssize_t beyond,
                                 Scan scan) except -1 nogil
    @cython.locals(at=cython.Py_ssize_t, before=cython.Py_ssize_t, key=cython.ulonglong, unit=cython.uint, flag=cython.int,
                   width=cython.Py_ssize_t, follows=cython.Py_ssize_t, goes_on=cython.bint)
    cdef Py_ssize_t _walk(self, const unsigned char* units, Py_ssize_t size, Py_ssize_t start, Py_ssize_t beyond,
                          Scan scan) except -1 nogil
    @cython.locals(number=cython.Py_ssize_t, batch="unsigned long long[::1]",
                   key=cython.ulonglong, state=cython.ulonglong, start=cython.Py_ssize_t)
    cdef int _look_up(self, const unsigned char* units, Py_ssize_t count, Scan scan) except -1 nogil
    cdef int _ask(self, Py_ssize_t start, Py_ssize_t end, unsigned long long key, Scan scan) except -1 nogil
    @cython.locals(word=str)
    cdef int _asked(self, Py_ssize_t start, Py_ssize_t end, unsigned long long key, Scan scan) except -1 with gil
    @cython.locals(before=cython.bint, behind=cython.bint, inside=cython.bint)
    cdef int _squeeze(self, const unsigned char* units, Py_ssize_t at, unsigned char kind, Py_ssize_t place,
                      Scan scan) except -1 nogil
    cdef int _squeezed(self, Py_ssize_t place, Scan scan) except -1 with gil
    cdef int _meet(self, Py_ssize_t at, int flag, Scan scan) except -1 nogil
    @cython.locals(number=cython.int)
    cdef int _note(self, Py_ssize_t at, int flag, Scan scan) except -1 with gil
    cdef list _spans(self, Scan scan, int number)
