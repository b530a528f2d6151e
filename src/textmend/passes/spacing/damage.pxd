# The C types of `damage.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from libc.math cimport exp, log, log1p
from textmend.lang._strings cimport count_flagged
from textmend.passes.spacing.notation.splits cimport is_unspaced_line

cdef bytes _COUNTED
cdef double _ONE_LINE, _MAX_EVIDENCE, _MOST_HANDICAP, _PLAIN_EVIDENCE, _FUNCTION_WORD, _REPETITION, _MAX_ODDS, _SMALLEST
cdef Py_ssize_t _MOST_WITNESSES, _WITNESS_CHARS

@cython.final
cdef class Damage:
    cdef str _text
    cdef object _parts, _lexicon, _handicaps, _prior
    cdef object _blocks
    cdef dict _rates, _powers
    @cython.locals(own=cython.double, odds=cython.double, power=cython.double, share=cython.double, prior=cython.double,
                   here=cython.double, result=cython.double)
    cpdef double probability(self, candidate)
    cdef double _evidence(self, candidate)
    @cython.locals(low=cython.Py_ssize_t, high=cython.Py_ssize_t, size=cython.Py_ssize_t, odds=cython.double,
                   damaged_sum=cython.double, sound_sum=cython.double, most=cython.double, each=cython.double,
                   is_damaged=cython.double, a=cython.double, b=cython.double)
    cdef list _rates_of(self, Py_ssize_t block, list found)
    cdef dict _powers_of(self, list found)
    cdef list _places(self, list parts)
    @cython.locals(again=cython.Py_ssize_t, is_in_line=cython.bint, seen=list)
    cdef list _likelihoods(self, int kind, Py_ssize_t places, list found, dict powers)
    cdef bint _is_in_line(self, candidate)
    cdef bint _is_of_function_words(self, candidate)
    cdef str _string(self, candidate)

cdef double _logistic(double odds)

@cython.locals(total=cython.double, power=cython.double, odds=cython.double)
cdef double _log_likelihood(double rate, Py_ssize_t places, list strings)

@cython.locals(likelihood=cython.double, share=cython.double, product=cython.double, whole=cython.double)
cdef tuple _products(list likelihoods, shares)
