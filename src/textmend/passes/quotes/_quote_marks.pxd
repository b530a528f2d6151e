# The C types of `_quote_marks.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

@cython.final
cdef class Mark:
    cdef public Py_ssize_t at, start, end
    cdef public int role, index, quotation
    cdef public str rule, reason
    cdef public bint is_doubled
    cdef public Py_UCS4 kind, left, right, place
    cpdef void play(self, int role, str rule, str reason)
    cpdef void stand(self, Py_ssize_t start, Py_ssize_t end, Py_UCS4 left, Py_UCS4 right, Py_UCS4 place, bint is_doubled)

cdef Py_UCS4 _straight(Py_UCS4 character) noexcept
cpdef bint is_mark(Py_UCS4 character) noexcept
cdef bint _is_space(Py_UCS4 character) noexcept
cpdef bint is_dash(Py_UCS4 character) noexcept
cdef bint _is_bracket(Py_UCS4 character) noexcept

@cython.locals(space_left=cython.bint, space_right=cython.bint, opens=cython.bint, closes=cython.bint)
cdef Py_UCS4 _place_between(Py_UCS4 left, Py_UCS4 right) noexcept

@cython.locals(found=list, size=cython.Py_ssize_t, following=cython.Py_ssize_t, at=cython.Py_ssize_t,
               start=cython.Py_ssize_t, end=cython.Py_ssize_t)
cpdef list paragraphs(str text, list places)

cdef Py_ssize_t _blank_before(str text, Py_ssize_t at)

@cython.locals(size=cython.Py_ssize_t, after=cython.Py_ssize_t)
cdef Py_ssize_t _blank_after(str text, Py_ssize_t at)

@cython.locals(start=cython.Py_ssize_t, end=cython.Py_ssize_t, at=cython.Py_ssize_t)
cpdef list marks_in(str text, list paragraphs)

@cython.locals(at=cython.Py_ssize_t, character=cython.Py_UCS4, previous=cython.Py_UCS4)
cpdef bint follow_figures(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(found=list, number=cython.Py_ssize_t, last=cython.Py_ssize_t, at=cython.Py_ssize_t,
               low=cython.Py_ssize_t, first=cython.Py_ssize_t, is_doubled=cython.bint, previous=cython.Py_UCS4,
               kind=cython.Py_UCS4, left=cython.Py_UCS4, right=cython.Py_UCS4, place=cython.Py_UCS4, mark=Mark)
cpdef list collected(str text, Py_ssize_t start, Py_ssize_t end, list spans)

cdef Py_ssize_t _through(str text, Py_ssize_t at, Py_ssize_t start, list spans, Py_ssize_t number)

