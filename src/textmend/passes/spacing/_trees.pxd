# The C types of `_trees.py`. With them Cython compiles it to machine code; without them it is Python.
cimport cython

cdef Py_ssize_t _FIRST_TREES
cdef double _STOP_SCORE

@cython.final
cdef class TreeEnsemble:
    cdef const unsigned int[::1] _roots, _links
    cdef const float[::1] _numbers
    cdef double _bias
    @cython.locals(found="double[64]", place=cython.Py_ssize_t)
    cpdef double score(self, features)
    @cython.locals(total=cython.double, tree=cython.Py_ssize_t, count=cython.Py_ssize_t, width=cython.Py_ssize_t,
                   lane=cython.Py_ssize_t, nodes="unsigned int[8]", node=cython.uint, link=cython.uint,
                   alive=cython.uint, links="const unsigned int[::1]", numbers="const float[::1]")
    cdef double sum(self, double* found) noexcept
