# The C types of `_lattice.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython
from textmend.lang._tables cimport BloomFilter, CharNgramModel, Table

cdef int _FAR, _MAX_WORD_LETTERS, _LONGEST_UNKNOWN, _MAX_PREDECESSORS, _CONTEXT_LETTERS, _SHORT_STRING_LETTERS, _BORDER, _PAIRS_PER_LETTER, _HOPELESS, _USUAL_RUN_LETTERS, _LEAST_ORDINARY, _ORDINARY

@cython.final
cdef class Segmentation:
    cdef readonly Py_ssize_t size
    cdef readonly int cost
    cdef readonly bytes cuts
    cdef readonly int[::1] margins
    cdef readonly Py_ssize_t ordinary
    @cython.locals(at=cython.Py_ssize_t)
    cpdef bint agrees(self, bytes spaced)
    @cython.locals(at=cython.Py_ssize_t)
    cpdef Py_ssize_t start(self, Py_ssize_t place)
    @cython.locals(at=cython.Py_ssize_t)
    cpdef Py_ssize_t end(self, Py_ssize_t place)

@cython.final
cdef class Workspace:
    cdef readonly Py_ssize_t size
    cdef int[::1] starts, ends, owns, costs, origins, onwards, siblings, pair_firsts, pair_costs, pair_starts
    cdef int[::1] heads, bests, lows, strays, spelled, closes, strange, rests, with_cut, without
    cdef unsigned long long[::1] states

@cython.final
cdef class Lattice:
    cdef Table _words, _pairs
    cdef BloomFilter _bloom_filter
    cdef CharNgramModel _char_model
    cdef readonly int unknown, possessive, lost, stray
    cdef int _unseen
    cdef Workspace _space
    @cython.locals(size=cython.Py_ssize_t, space=Workspace, count=cython.int, segmentation=Segmentation)
    cpdef Segmentation read(self, str letters, bytes spaced)
    @cython.locals(size=cython.Py_ssize_t, pair_room=cython.Py_ssize_t,
                   starts="int[::1]", ends="int[::1]", owns="int[::1]", states="unsigned long long[::1]",
                   costs="int[::1]", origins="int[::1]", onwards="int[::1]", siblings="int[::1]",
                   pair_firsts="int[::1]", pair_costs="int[::1]", pair_starts="int[::1]",
                   heads="int[::1]", bests="int[::1]", lows="int[::1]", strays="int[::1]",
                   spelled="int[::1]", closes="int[::1]", strange="int[::1]", spells=cython.bint, spelling=cython.int, length=cython.Py_ssize_t,
                   behind="unsigned long long[8]", preds="int[8]", empty=cython.ulonglong,
                   at=cython.Py_ssize_t, count=cython.int, pair_count=cython.int, start=cython.Py_ssize_t,
                   end=cython.Py_ssize_t, cut=cython.int, follows=cython.int, word=cython.int, number=cython.int,
                   state=cython.ulonglong, first=cython.ulonglong, second=cython.ulonglong, code=cython.int, unit=cython.ulonglong, alone=cython.int, possessor=cython.int, leads=cython.bint,
                   own=cython.int, inside=cython.int, best=cython.int, origin=cython.int, paired=cython.int)
    cdef int _forward(self, str letters, bytes spaced, Workspace space)
    @cython.locals(size=cython.Py_ssize_t, heads="int[::1]", bests="int[::1]", lows="int[::1]", strays="int[::1]",
                   spelled="int[::1]", closes="int[::1]", strange="int[::1]", at=cython.Py_ssize_t)
    cdef _prepare(self, str letters, bytes spaced, Workspace space)
    @cython.locals(strange="int[::1]", start=cython.Py_ssize_t, size=cython.Py_ssize_t, end=cython.Py_ssize_t,
                   known=cython.bint, at=cython.Py_ssize_t)
    cdef _find_strange(self, str letters, bytes spaced, Workspace space)
    @cython.locals(starts="int[::1]", ends="int[::1]", owns="int[::1]", states="unsigned long long[::1]",
                   costs="int[::1]", origins="int[::1]", ordinary=cython.Py_ssize_t, onwards="int[::1]", pair_firsts="int[::1]", pair_costs="int[::1]", pair_starts="int[::1]",
                   bests="int[::1]", lows="int[::1]", strays="int[::1]", rests="int[::1]", with_cut="int[::1]",
                   without="int[::1]", margins="int[::1]", at=cython.Py_ssize_t,
                   number=cython.int, start=cython.int, end=cython.int, onward=cython.int, cut=cython.int,
                   inside=cython.int, whole=cython.int, pair=cython.int, first=cython.int, way=cython.int,
                   total=cython.int, cuts=bytearray, word=cython.int,
                   cost=cython.int)
    cdef Segmentation _backward(self, Py_ssize_t size, bytes spaced, Workspace space, int count)
