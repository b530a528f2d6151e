# The C types of `_scorer.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.passes.spacing._trees cimport TreeEnsemble
from textmend.passes.spacing._lattice cimport Lattice, Segmentation
from textmend.passes.spacing._punctuation cimport PunctuationScorer
from textmend.passes.spacing._written cimport SettledRuns, WrittenCost, runs_around
from textmend.lang._strings cimport run_end
from textmend.lang._tables cimport CharNgramModel, Table

cdef double _BITS, _RARE, _COMMON, _MAX_MARGIN_BITS, _SURE_BITS, _FOREIGN_BITS_PER_LETTER
cdef int _ALWAYS
cdef int _SPACE_WRITTEN, _BORDER
cdef Py_ssize_t _LONGEST_RUN, _LONGEST_STRING, _LONG_STRING, _MOST_KEPT, _RUN_BYTES, _DOUBT_BYTES
cdef int _STRANGE_STEPS
cdef Py_ssize_t _FIRST_LETTERS

@cython.final
cdef class SpaceScorer:
    cdef Lattice _lattice
    cdef WrittenCost _written
    cdef SettledRuns _settled_runs
    cdef PunctuationScorer _marks
    cdef Table _words, _pairs, _capitals
    cdef CharNgramModel _char_model
    cdef int _unseen
    cdef TreeEnsemble _split, _join, _strings
    cdef bint _elides, _capitalizes
    cdef int _reach
    cdef dict _known
    cdef set _settled
    cdef Py_ssize_t _kept
    @cython.locals(at=cython.Py_ssize_t, stop=cython.Py_ssize_t, found=list, candidates=list, first=cython.Py_ssize_t,
                   last=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t)
    cpdef list among_letters(self, str text, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(found=list, at=cython.Py_ssize_t, behind=cython.Py_ssize_t)
    cpdef list among_words(self, str text, Py_ssize_t start, Py_ssize_t end, bint prunes)
    cdef bint _is_settled(self, str run)
    cdef _keep(self, Py_ssize_t size)
    @cython.locals(stop=cython.Py_ssize_t)
    cdef Py_ssize_t _stop(self, str text, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(known=tuple)
    cdef tuple _looked_at(self, str run)
    @cython.locals(found=list, written=str, letters=str, size=cython.Py_ssize_t, spaced=bytes, at=cython.Py_ssize_t,
                   segmentation=Segmentation, evidence="double[33]", before=cython.Py_ssize_t, low=cython.Py_ssize_t,
                   high=cython.Py_ssize_t, behind=cython.Py_ssize_t, first=cython.Py_ssize_t, last=cython.Py_ssize_t,
                   moved=cython.bint, plain=cython.bint, score=cython.double, ensemble=TreeEnsemble, facts=tuple, reach=cython.int)
    cdef tuple _read(self, str run)
    @cython.locals(at=cython.Py_ssize_t)
    cdef bint _is_of_other_script(self, str letters, Py_ssize_t size)
    @cython.locals(at=cython.Py_ssize_t, count=cython.Py_ssize_t)
    cdef Py_ssize_t _spaces(self, bytes spaced, Py_ssize_t low, Py_ssize_t high)
    @cython.locals(size=cython.Py_ssize_t, low=cython.Py_ssize_t, high=cython.Py_ssize_t, split=cython.bint,
                   start=cython.Py_ssize_t, end=cython.Py_ssize_t, whole=cython.double,
                   left=cython.double, right=cython.double, first=str, second=str, one=str, plain=cython.bint)
    cdef tuple _extract_features(self, str letters, str written, bytes spaced, Segmentation segmentation, Py_ssize_t place, double* found)
    @cython.locals(size=cython.Py_ssize_t, split=cython.bint, margin=cython.double, pieces=cython.int,
                   weakest=cython.double, others=cython.int, at=cython.Py_ssize_t, cut=cython.int)
    cdef _extract_margins(self, bytes spaced, Segmentation segmentation, Py_ssize_t place, Py_ssize_t low, Py_ssize_t high, double* found)
    @cython.locals(size=cython.Py_ssize_t, first=str, second=str, one=str, before=str, behind=str,
                   before_start=cython.Py_ssize_t, behind_end=cython.Py_ssize_t, at=cython.Py_ssize_t)
    cdef _extract_neighbours(self, str letters, bytes spaced, Segmentation segmentation, Py_ssize_t place, Py_ssize_t low, Py_ssize_t high, Py_ssize_t start, Py_ssize_t end, double* found)
    @cython.locals(cost=cython.int)
    cdef double _cost(self, str letters, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(alone=cython.int, paired=cython.int)
    cdef double _attraction(self, str word, str following)
    cpdef list beside_marks(self, str text, Py_ssize_t start, Py_ssize_t end, double least)
    @cython.locals(cost=cython.Py_ssize_t, letters=cython.Py_ssize_t, first=cython.Py_ssize_t, last=cython.Py_ssize_t,
                   more=cython.int, size=cython.Py_ssize_t, ordinary=cython.Py_ssize_t, known=cython.Py_ssize_t,
                   runs=list, run=tuple)
    cpdef bint is_foreign(self, str text, Py_ssize_t start, Py_ssize_t end, double most)

@cython.locals(capitals=cython.int, at=cython.Py_ssize_t)
cdef _extract_capitals(str written, Py_ssize_t place, Py_ssize_t low, Py_ssize_t high, Py_ssize_t start, double* found)

cdef bint _is_doubted(str written, bytes spaced, Segmentation segmentation, Py_ssize_t at, int reach)

cdef bint _lacks_capital(double* evidence)

@cython.locals(spaces=bytearray, at=cython.Py_ssize_t)
cdef bytes _spaced(str run, Py_ssize_t size, bint elides)
