# `_units.py` in C: one loop for each width of the units of a string, in which the compiler sees the width. Without that,
# each character costs a choice between the three.
cdef extern from *:
    """
    #include <string.h>
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #define TEXTMEND_SSE2 1
    #endif

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

    /* Most characters are ASCII even where some are not, and a processor packs eight or more of them at once. */
    #define TEXTMEND_ENCODE(type, PACK)                                                                            \\
        { const type *from = (const type *)PyUnicode_DATA(text);                                                   \\
          while (at < end) {                                                                                       \\
              Py_UCS4 unit = from[at];                                                                             \\
              if (unit < 0x80) {                                                                                   \\
                  PACK                                                                                             \\
                  *to++ = (unsigned char)unit;                                                                     \\
                  at++;                                                                                            \\
                  continue;                                                                                        \\
              }                                                                                                    \\
              at++;                                                                                                \\
              if (unit < 0x800) *to++ = (unsigned char)(0xC0 | unit >> 6);                                         \\
              else {                                                                                               \\
                  if (unit < 0x10000) *to++ = (unsigned char)(0xE0 | unit >> 12);                                  \\
                  else {                                                                                           \\
                      *to++ = (unsigned char)(0xF0 | unit >> 18);                                                  \\
                      *to++ = (unsigned char)(0x80 | (unit >> 12 & 0x3F));                                         \\
                  }                                                                                                \\
                  *to++ = (unsigned char)(0x80 | (unit >> 6 & 0x3F));                                              \\
              }                                                                                                    \\
              *to++ = (unsigned char)(0x80 | (unit & 0x3F));                                                       \\
          } }

    #if defined(TEXTMEND_SSE2)
    #define TEXTMEND_PACK_1                                                                                        \\
        for (; end - at >= 16; to += 16, at += 16) {                                                               \\
            __m128i units = _mm_loadu_si128((const __m128i *)(from + at));                                         \\
            if (_mm_movemask_epi8(units)) break;                                                                   \\
            _mm_storeu_si128((__m128i *)to, units);                                                                \\
        }                                                                                                          \\
        if (at == end || (unit = from[at]) >= 0x80) continue;
    /* The higher nine bits of a character of ASCII are 0. */
    #define TEXTMEND_PACK_2                                                                                        \\
        for (; end - at >= 8; to += 8, at += 8) {                                                                  \\
            __m128i units = _mm_loadu_si128((const __m128i *)(from + at));                                         \\
            __m128i above = _mm_and_si128(units, _mm_set1_epi16((short)0xFF80));                                   \\
            if (_mm_movemask_epi8(_mm_cmpeq_epi16(above, _mm_setzero_si128())) != 0xFFFF) break;                   \\
            _mm_storel_epi64((__m128i *)to, _mm_packus_epi16(units, units));                                       \\
        }                                                                                                          \\
        if (at == end || (unit = from[at]) >= 0x80) continue;
    #else
    #define TEXTMEND_PACK_1
    #define TEXTMEND_PACK_2
    #endif

    static PyObject *textmend_encoded(PyObject *text, Py_ssize_t at, Py_ssize_t end, Py_ssize_t padding) {
        const int kind = PyUnicode_KIND(text);
        const Py_ssize_t width = kind == PyUnicode_1BYTE_KIND ? 1 + !PyUnicode_IS_ASCII(text) : kind == 4 ? 4 : 3;
        PyObject *encoded = PyBytes_FromStringAndSize(NULL, width * (end - at) + padding);
        unsigned char *to;
        Py_ssize_t size;
        if (!encoded) return NULL;
        to = (unsigned char *)PyBytes_AS_STRING(encoded);
        switch (kind) {
        case PyUnicode_1BYTE_KIND: TEXTMEND_ENCODE(Py_UCS1, TEXTMEND_PACK_1) break;
        case PyUnicode_2BYTE_KIND: TEXTMEND_ENCODE(Py_UCS2, TEXTMEND_PACK_2) break;
        default: TEXTMEND_ENCODE(Py_UCS4, ;)
        }
        memset(to, 0, padding);
        size = (Py_ssize_t)(to - (unsigned char *)PyBytes_AS_STRING(encoded)) + padding;
        return _PyBytes_Resize(&encoded, size) < 0 ? NULL : encoded;
    }
    """
    Py_ssize_t next_flagged "textmend_next_flagged"(str text, Py_ssize_t at, Py_ssize_t end,
                                                    const unsigned char* flags)
    bint any_between "textmend_any_between"(str text, Py_UCS4 first, Py_UCS4 last)
    tuple count_flags "textmend_count_flags"(str text, Py_ssize_t at, Py_ssize_t end, const unsigned char* flags)
    bytes encoded "textmend_encoded"(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t padding)
