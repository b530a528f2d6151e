# The C types of `_judge.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend._strings cimport is_letter, word_end
from textmend._tables cimport Sieve, Speller, Table

cdef double _BITS, _UNKNOWN_COST, _FREQUENT, _FOREIGN, _FOREIGN_UNKNOWN
cdef int _LONGEST_PART, _FAR, _READINGS, _REPEATS, _SURROUNDINGS, _FEW

@cython.final
cdef class Lattice:
    cdef Table _words, _pairs
    cdef int _unknown, _unseen
    @cython.locals(steps=cython.int)
    cpdef int step(self, str word, str following)
    @cython.locals(size=cython.Py_ssize_t, row=cython.Py_ssize_t, start=cython.Py_ssize_t, end=cython.Py_ssize_t,
                   here=cython.Py_ssize_t, there=cython.Py_ssize_t, reading=cython.Py_ssize_t,
                   readings=cython.Py_ssize_t, unit=cython.ulonglong, state=cython.ulonglong, empty=cython.ulonglong,
                   alone=cython.int, code=cython.int, steps=cython.int, cost=cython.int, best=cython.ulonglong,
                   origin=cython.ulonglong, slot=cython.Py_ssize_t, table="unsigned long long[::1]",
                   behind="unsigned long long[2]")
    cpdef tuple split(self, str letters, str left, str right)
    @cython.locals(row=cython.Py_ssize_t, low=cython.ulonglong, last=cython.Py_ssize_t, least=cython.int,
                   chosen=cython.Py_ssize_t, reading=cython.Py_ssize_t, cost=cython.int, at=cython.Py_ssize_t,
                   cuts=list)
    cdef tuple _cheapest(self, str letters, str right, unsigned long long[::1] table)

@cython.final
cdef class Judge:
    cdef Lattice _lattice
    cdef Table _words, _pairs
    cdef Speller _speller
    cdef int _unknown, _unseen, _common
    cdef double[::1] _weights
    cdef double _bias
    @cython.locals(found=tuple, least=cython.int, cost=cython.int, new=cython.int, name_cut=cython.Py_ssize_t,
                   cut=cython.Py_ssize_t, size=cython.Py_ssize_t, known_first=cython.bint, known_second=cython.bint,
                   first=str, second=str)
    cpdef tuple read(self, str letters, str left, str right)
    @cython.locals(own=cython.int)
    cpdef int whole(self, str letters, str right)
    @cython.locals(found="double[30]", score=cython.double, place=cython.int)
    cpdef double chance(self, str written, str left, str right, int repeats, tuple reading)
    @cython.locals(found="double[30]")
    cpdef tuple evidence(self, str written, str left, str right, int repeats, tuple reading)
    @cython.locals(letters=str, size=cython.Py_ssize_t, one=cython.double, gain=cython.double, at=cython.Py_ssize_t,
                   plain_join=cython.bint)
    cdef _weigh(self, str written, str left, str right, int repeats, int cost, tuple cuts, double* found)
    @cython.locals(size=cython.Py_ssize_t, shortest=cython.Py_ssize_t, rarest=cython.int, rarest_size=cython.Py_ssize_t,
                   unknown=cython.int, capital=cython.bint, frequent=cython.int, least=cython.int, first=cython.int,
                   last=cython.int, start=cython.Py_ssize_t, end=cython.Py_ssize_t, part=cython.int,
                   first_cost=cython.double, last_cost=cython.double)
    cdef _weigh_parts(self, str written, str letters, tuple cuts, double* found)
    @cython.locals(size=cython.Py_ssize_t, seen=cython.int, strongest=cython.double, weakest=cython.double, word=str,
                   first=str, part=cython.int, end=cython.Py_ssize_t, following=str, attraction=cython.int)
    cdef _weigh_pairs(self, str letters, str left, str right, tuple cuts, double* found)
    @cython.locals(alone=cython.int, paired=cython.int)
    cdef int _attraction(self, str word, str following)
    @cython.locals(total=cython.double, count=cython.int, known=cython.int, at=cython.Py_ssize_t, stop=cython.Py_ssize_t,
                   side=cython.int, behind=cython.Py_ssize_t, cost=cython.int, letters=str,
                   begin=cython.Py_ssize_t, part=cython.int)
    cpdef bint is_foreign(self, str text, Py_ssize_t start, Py_ssize_t end, tuple cuts, Sieve sieve)
