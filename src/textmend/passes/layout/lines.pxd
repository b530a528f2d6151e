# The C types of `lines.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.layout.line_kinds cimport kind_of

cdef object _PROSE, _ITEM, _GAPPED, _ODD, _FIXED
cdef str _BREAK_HYPHENS, _FULL_STOPS

@cython.final
@cython.no_gc
cdef class Line:
    cdef readonly Py_ssize_t start, first, last, end, indent, width
    cdef public object kind
    cdef readonly str content, words
    cdef readonly bint spread
    cdef readonly tuple rest
    cpdef tighten(self)
    @cython.locals(found=list, at=cython.Py_ssize_t, end=cython.Py_ssize_t)
    cpdef list widened(self)
    cpdef Line with_rest(self, Line below)

@cython.locals(size=cython.Py_ssize_t, at=cython.Py_ssize_t, end=cython.Py_ssize_t, first=cython.Py_ssize_t,
               open_ends=cython.Py_ssize_t, is_open=cython.bint, blank=cython.bint)
cpdef bint may_be_wrapped(str text)

@cython.locals(start=cython.Py_ssize_t, size=cython.Py_ssize_t, first=cython.Py_ssize_t, pages=str, whole=str,
               content=str)
cpdef list read_lines(str text)

@cython.locals(line=Line)
cpdef classify_ambiguous_lines(lines)

@cython.locals(line=Line, before=Line)
cdef _settle_items(lines)

@cython.locals(line=Line, before=Line, after=Line, place=cython.Py_ssize_t)
cdef _settle_odd(lines)

@cython.locals(line=Line)
cdef _settle_speakers(lines)

@cython.locals(line=Line, below=Line, place=cython.Py_ssize_t, end=cython.Py_ssize_t)
cdef _settle_signatures(lines)

@cython.locals(line=Line, width=cython.Py_ssize_t, least=cython.Py_ssize_t, most=cython.Py_ssize_t, spread=cython.bint)
cdef _settle_gapped(lines, gapped)

@cython.locals(line=Line, before=Line, after=Line, beside=cython.bint, rows=cython.bint, place=cython.Py_ssize_t)
cdef _settle_slightly_widened(lines, left)

@cython.locals(runs=cython.Py_ssize_t, widened=cython.Py_ssize_t, most=cython.Py_ssize_t)
cdef bint _is_printed(Line line, Py_ssize_t fewest)

@cython.locals(runs=cython.Py_ssize_t, widened=cython.Py_ssize_t, least=cython.Py_ssize_t, most=cython.Py_ssize_t,
               run=cython.Py_ssize_t, character=cython.Py_UCS4)
cdef (Py_ssize_t, Py_ssize_t, Py_ssize_t, Py_ssize_t) _spaces(str content)
