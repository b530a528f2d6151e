# The C types of `_char_bigrams.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

cdef int _SCRIPT, _UPPER_CASE, _LOWER_CASE, _JOINER, _PAIRS, _SINGLE_KIND, _WHITE
cdef int _TOUCHING_EAST, _TOUCHING, _OTHER_SCRIPT, _INSIDE
cdef int _STRANGE_FLAG, _CUE_FLAG, _LEAD_FLAG, _FOLLOWS, _LEAD_OF_SPACE, _PAIR
cdef str _FAMILIAR
cdef int _CAPITAL_INSIDE, _SMALL_BEHIND_CAPITALS, _CAPITAL, _CAPITALS, _BEYOND_PLANE, _PLANE, _MOST, _FAIR_LATIN, _FAIR_STEPS, _FAIR_SINGLE, _FAIR_PLAIN, _FAIR_MARK

@cython.final
cdef class CharBigramModel:
    cdef const unsigned short[::1] _units, _index
    cdef const unsigned char[::1] _kinds, _marks, _costs, _best
    cdef unsigned int[::1] _shapes
    cdef int _number
    cdef unsigned int[::1] _spare
    @cython.locals(sums="unsigned int[::1]", shapes="unsigned int[::1]",
                   seen=cython.uint, shared=cython.uint, script=cython.int, before=cython.int, unit=cython.int,
                   earlier=cython.int, inside=cython.int, case=cython.int, capitals=cython.int, at=cython.Py_ssize_t,
                   point=cython.int, kind=cython.int, now=cython.int, east=cython.int, least=cython.uint,
                   count=cython.int, number=cython.int, base=cython.int)
    cpdef unsigned int cost(self, str text, Py_ssize_t start, Py_ssize_t end, bint known, unsigned int foreign=*)
    @cython.locals(shapes="unsigned int[::1]", count=cython.int, base=cython.int, total=cython.int, least=cython.uint,
                   at=cython.int)
    cdef void _end_word(self, unsigned int[::1] sums, int script, bint known, unsigned int foreign) noexcept
    @cython.locals(shapes="unsigned int[::1]", costs="const unsigned char[::1]", way=cython.int, languages=cython.int,
                   row=cython.Py_ssize_t, base=cython.Py_ssize_t, at=cython.int)
    cdef unsigned int _add(self, unsigned int[::1] sums, unsigned int seen, int script, int before, int unit)
    @cython.locals(shapes="unsigned int[::1]", total=cython.int, word=cython.int, script=cython.int, before=cython.int,
                   case=cython.int, beside=cython.bint, strange=cython.int, at=cython.Py_ssize_t, point=cython.int, kind=cython.int,
                   now=cython.int, foreign=cython.bint, unit=cython.int, follower=cython.int)
    cpdef int excess_per_char(self, str text, Py_ssize_t start, Py_ssize_t end, double each)
    @cython.locals(at=cython.Py_ssize_t, told=cython.int, before=cython.int, sign=cython.int, point=cython.int)
    cpdef Py_ssize_t suspect(self, str text, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] signs, int most,
                             double each, double fair, double fair_unspaced, Py_ssize_t longest)
    @cython.locals(words=str, allowed=cython.double, at=cython.Py_ssize_t, point=cython.int)
    cpdef bint are_dear(self, str text, Py_ssize_t start, Py_ssize_t end, double fair, double fair_unspaced)
    @cython.locals(shapes="unsigned int[::1]", way=cython.int)
    cdef inline int _dearness(self, int script, int before, int unit, int point) noexcept
