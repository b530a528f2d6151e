# `_units.py` in C: one loop for each width of the units of a string, in which the compiler sees the width. Without that,
# each character costs a choice between the three.
cdef extern from *:
    """
    /* This many units are compared before anyone looks at the results, so that a processor compares several at once. */
    #define TEXTMEND_STRIDE 256

    #define TEXTMEND_NEXT_FLAGGED(type)                                                                            \\
        { const type *units = (const type *)PyUnicode_DATA(text);                                                  \\
          while (at < end && !(units[at] < 128 && flags[units[at]])) at++;                                         \\
          return at; }

    static inline Py_ssize_t textmend_next_flagged(PyObject *text, Py_ssize_t at, Py_ssize_t end,
                                                   const unsigned char *flags) {
        switch (PyUnicode_KIND(text)) {
        case PyUnicode_1BYTE_KIND: TEXTMEND_NEXT_FLAGGED(Py_UCS1)
        case PyUnicode_2BYTE_KIND: TEXTMEND_NEXT_FLAGGED(Py_UCS2)
        default: TEXTMEND_NEXT_FLAGGED(Py_UCS4)
        }
    }

    #define TEXTMEND_ANY_BETWEEN(type)                                                                             \\
        { const type *units = (const type *)PyUnicode_DATA(text);                                                  \\
          const type low = (type)first, width = (type)(last - first);                                              \\
          Py_ssize_t at = 0, end, size = PyUnicode_GET_LENGTH(text);                                               \\
          while (at < size) {                                                                                      \\
              type found = 0;                                                                                      \\
              end = size - at > TEXTMEND_STRIDE ? at + TEXTMEND_STRIDE : size;                                     \\
              for (; at < end; at++) found |= (type)((type)(units[at] - low) <= width);                            \\
              if (found) return 1;                                                                                 \\
          }                                                                                                        \\
          return 0; }

    static inline int textmend_any_between(PyObject *text, Py_UCS4 first, Py_UCS4 last) {
        const Py_UCS4 most = PyUnicode_MAX_CHAR_VALUE(text);
        if (first > most) return 0;
        if (last > most) last = most;
        switch (PyUnicode_KIND(text)) {
        case PyUnicode_1BYTE_KIND: TEXTMEND_ANY_BETWEEN(Py_UCS1)
        case PyUnicode_2BYTE_KIND: TEXTMEND_ANY_BETWEEN(Py_UCS2)
        default: TEXTMEND_ANY_BETWEEN(Py_UCS4)
        }
    }

    #define TEXTMEND_COUNT_FLAGS(type)                                                                             \\
        { const type *units = (const type *)PyUnicode_DATA(text);                                                  \\
          for (; at < end; at++) {                                                                                 \\
              const unsigned char flag = units[at] < 128 ? flags[units[at]] : 0;                                   \\
              ones += flag & 1;                                                                                    \\
              twos += flag >> 1;                                                                                   \\
              before += last >> 1 & (units[at] == 32);                                                             \\
              last = flag;                                                                                         \\
          }                                                                                                        \\
          break; }

    static inline PyObject *textmend_count_flags(PyObject *text, Py_ssize_t at, Py_ssize_t end,
                                                 const unsigned char *flags) {
        Py_ssize_t ones = 0, twos = 0, before = 0;
        unsigned char last = 0;
        switch (PyUnicode_KIND(text)) {
        case PyUnicode_1BYTE_KIND: TEXTMEND_COUNT_FLAGS(Py_UCS1)
        case PyUnicode_2BYTE_KIND: TEXTMEND_COUNT_FLAGS(Py_UCS2)
        default: TEXTMEND_COUNT_FLAGS(Py_UCS4)
        }
        return Py_BuildValue("(nnn)", ones, twos, before);
    }
    """
    Py_ssize_t next_flagged "textmend_next_flagged"(str text, Py_ssize_t at, Py_ssize_t end,
                                                    const unsigned char* flags)
    bint any_between "textmend_any_between"(str text, Py_UCS4 first, Py_UCS4 last)
    tuple count_flags "textmend_count_flags"(str text, Py_ssize_t at, Py_ssize_t end, const unsigned char* flags)
